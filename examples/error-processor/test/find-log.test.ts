import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCloudWatchLogs } from '../local/cloudwatch-logs.ts'
import { findLog } from '../src/find-log.ts'

describe('findLog', () => {
  let logs: Awaited<ReturnType<typeof startCloudWatchLogs>>
  let client: CloudWatchLogsClient
  beforeAll(async () => {
    logs = await startCloudWatchLogs()
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    client = new CloudWatchLogsClient({ endpoint: logs.endpoint, region: 'us-east-1', credentials })
  })
  afterAll(async () => {
    client.destroy()
    await logs.stop()
  })

  it('follows the pages of a log, and leaves out the lines of other requests', async () => {
    for (let line = 1; line <= 12; line += 1) {
      logs.add('orders', `r-1 line ${line}`)
      logs.add('orders', `r-2 line ${line}`)
    }
    expect(await findLog(client, 'orders', 'r-1')).toEqual(Array.from({ length: 12 }, (_, at) => `r-1 line ${at + 1}`))
  })

  it('finds nothing for a function that has never run', async () => {
    expect(await findLog(client, 'never-run', 'r-1')).toEqual([])
  })
})

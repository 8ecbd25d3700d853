import { startLocalRuntime } from '@async-invoke/local-runtime'
import { startFauxqs } from 'fauxqs'
import { describe, expect, it } from 'vitest'
import { checkEndpoint } from '../src/index.ts'

describe('an endpoint whose records go to services', () => {
  it('is watched there: queues, topics through queues, and buckets, which are removed at the end', async () => {
    const services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
    const at = `http://127.0.0.1:${services.port}`
    const endpoints = { sqs: at, sns: at, s3: at }
    const runtime = await startLocalRuntime({ time: 'manual', endpoints })
    try {
      const areas = ['Dead letters', 'Envelopes']
      const report = await checkEndpoint({ endpoint: runtime.endpoint, services: endpoints, areas })
      const others = report.scenarios.filter(({ state }) => state !== 'pass')
      expect(others).toEqual([])
      expect(report.leftBehind).toEqual([])
      const list = { 'x-amz-target': 'AmazonSQS.ListQueues', 'content-type': 'application/x-amz-json-1.0' }
      const queues = await fetch(at, { method: 'POST', headers: list, body: '{}' })
      expect(await queues.text()).not.toContain('async-invoke-conformance')
    } finally {
      await runtime.close()
      await services.stop()
    }
  })
})

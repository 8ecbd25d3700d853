import { fileURLToPath } from 'node:url'
import { startTestRuntime, type TestRuntime } from '@async-invoke/local-runtime/testing'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const accountId = '000000000000'

describe('the stack, with a real queue', () => {
  let services: FauxqsServer
  let runtime: TestRuntime
  const lines: string[] = []
  beforeAll(async () => {
    services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
    runtime = await startTestRuntime({
      template: fileURLToPath(new URL('../template.yaml', import.meta.url)),
      endpoints: { sqs: `http://127.0.0.1:${services.port}` },
      accountId,
      onLine: (functionName, line) => void (functionName === 'Consumer' && lines.push(line)),
    })
  })
  afterAll(async () => {
    await runtime.close()
    await services.stop()
  })

  it('hands each failure to the consumer once, and moves a message that it cannot read to the last queue', async () => {
    const requestId = await runtime.invoke('Orders', { orderId: 'A-1002', items: [] })
    services.sendMessage('Failures', 'hello')
    // One retry after a minute, and three receives with a visibility timeout of a minute between them.
    await runtime.clock.advance('5m')

    const handled = lines.filter((line) => line.includes(`"requestId":"${requestId}"`))
    expect(handled).toHaveLength(1)
    expect(handled[0]).toContain('"reason":"handler-error","message":"order A-1002 has no items"')
    expect(services.inspectQueue('Failures')?.messages).toMatchObject({ ready: [], delayed: [], inflight: [] })
    expect(services.inspectQueue('Unreadable')?.messages.ready.map(({ body }) => body)).toEqual(['hello'])
  })
})

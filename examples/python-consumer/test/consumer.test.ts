import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startTestRuntime, type TestRuntime } from '@async-invoke/local-runtime/testing'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Why the consumer cannot run on this machine, if so. */
function missing(): string | undefined {
  try {
    execFileSync('python3', ['-c', 'import pydantic'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'no python3 with pydantic on this machine'
  }
}

const skip = missing()

describe('the consumer in Python', () => {
  let services: FauxqsServer
  let runtime: TestRuntime
  const lines: string[] = []
  beforeAll(async () => {
    if (skip !== undefined) return
    services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
    runtime = await startTestRuntime({
      template: fileURLToPath(new URL('../template.yaml', import.meta.url)),
      endpoints: { sqs: `http://127.0.0.1:${services.port}` },
      accountId: '000000000000',
      onLine: (functionName, line) => void (functionName === 'Consumer' && lines.push(line)),
    })
  })
  afterAll(async () => {
    if (skip !== undefined) return
    await runtime.close()
    await services.stop()
  })

  it('reads a record and a dead letter, and returns what is neither', async (context) => {
    if (skip !== undefined) return context.skip(skip)
    const requestId = await runtime.invoke('Orders', { orderId: 'A-1' })
    const { messageId } = services.sendMessage('Failures', 'hello')
    // Two receives with a visibility timeout of a minute between them.
    await runtime.clock.advance('3m')

    const read = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
    const common = { requestId, error: 'order A-1 has no items', event: { orderId: 'A-1' } }
    const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:Orders:$LATEST'
    expect(read).toHaveLength(2)
    expect(read).toContainEqual({ ...common, function: functionArn, condition: 'RetriesExhausted' })
    expect(read).toContainEqual(common)
    expect(lines.filter((line) => line.startsWith(`cannot read ${messageId}`))).toHaveLength(2)
    expect(services.inspectQueue('Unreadable')?.messages.ready.map(({ body }) => body)).toEqual(['hello'])
  })
})

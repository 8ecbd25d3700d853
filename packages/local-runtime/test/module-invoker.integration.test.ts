import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '@async-invoke/engine'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createModuleInvoker, type ModuleInvoker } from '../src/module-invoker.ts'

const code = `
import { appendFileSync, mkdirSync } from 'node:fs'
export const handler = async (event, context) => {
  if (event.note) appendFileSync(event.note, process.pid + '\\n')
  if (event.throws) throw new Error('no items')
  if (event.exits) process.exit(3)
  if (event.sleeps) await new Promise((resolve) => setTimeout(resolve, event.sleeps))
  console.log('ran')
  return { id: context.awsRequestId, arn: context.invokedFunctionArn, pid: process.pid, own: process.env.OWN, shared: process.env.MODULE_INVOKER }
}`

describe('createModuleInvoker', () => {
  let folder: string
  let invoker: ModuleInvoker
  const lines: unknown[] = []
  const note = () => join(folder, 'note')

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'module-invoker-'))
    const file = join(folder, 'orders.mjs')
    await writeFile(file, code)
    const py = join(folder, 'py.py')
    await writeFile(py, 'def handler(event, context):\n    return {"id": context.aws_request_id}\n')
    process.env.MODULE_INVOKER = 'of this process'
    invoker = await createModuleInvoker({
      functions: { orders: { file, timeoutInSeconds: 1, environment: { OWN: 'of the function' } }, py: { file: py } },
      onLine: (functionName, line, requestId) => lines.push([functionName, line, requestId]),
    })
  })
  afterAll(async () => {
    delete process.env.MODULE_INVOKER
    await invoker?.close()
    await rm(folder, { recursive: true, force: true })
  })

  function invoke(event: object, { functionName = 'orders', signal = new AbortController().signal } = {}) {
    const payload = new TextEncoder().encode(JSON.stringify(event))
    const fixed = { requestId: 'event-1', attempt: 1, leaseEndsAtMs: () => Date.now() + 30_000 }
    return invoker.invoke({ ...fixed, reference: { functionName }, payload, signal })
  }

  /** Lines of a program that may open 256 files, and its errors. */
  function runWithFewFiles(program: string): [readonly string[], string] {
    const node = [process.execPath, '--conditions=@async-invoke/source', '--input-type=module', '-e', program]
    const args = ['-c', 'ulimit -n 256 && exec "$0" "$@"', ...node]
    const { stdout, stderr } = spawnSync('/bin/sh', args, { cwd: folder, encoding: 'utf8', timeout: 60_000 })
    return [stdout.trim().split('\n'), stderr]
  }

  const read = ({ payload }: { readonly payload?: Uint8Array }) => JSON.parse(new TextDecoder().decode(payload))

  it('runs a handler in a warm process, with the id of the event and the variables of this process', async () => {
    const first = await invoke({})
    expect(first).toMatchObject({ outcome: 'success', executedVersion: '$LATEST' })
    expect(read(first)).toEqual({
      id: 'event-1',
      arn: 'arn:aws:lambda:us-east-1:123456789012:function:orders',
      pid: expect.any(Number),
      own: 'of the function',
      shared: 'of this process',
    })
    expect(read(await invoke({})).pid).toBe(read(first).pid)
    expect(lines).toContainEqual(['orders', expect.stringContaining('ran'), 'event-1'])
  })

  it.each([
    { name: 'throws', event: { throws: true }, errorType: 'Error' },
    { name: 'exits', event: { exits: true }, errorType: 'Runtime.ExitError' },
    { name: 'exceeds its timeout', event: { sleeps: 60_000 }, errorType: 'Sandbox.Timedout' },
  ])('calls a handler that $name a function error (REC-5)', async ({ event, errorType }) => {
    const result = await invoke(event)
    expect(result.outcome).toBe('functionError')
    expect(read(result)).toMatchObject({ errorType })
  })

  it('kills the process of a run whose attempt is aborted, and rejects with the reason', async () => {
    const controller = new AbortController()
    const running = invoke({ note: note(), sleeps: 900 }, { signal: controller.signal })
    const pid = await expect
      .poll(() => readFile(note(), 'utf8').catch(() => ''))
      .toMatch(/\n$/)
      .then(async () => Number(await readFile(note(), 'utf8')))
    const reason = new Error('the lease was lost')
    controller.abort(reason)
    await expect(running).rejects.toBe(reason)
    await expect.poll(() => isAlive(pid)).toBe(false)
    expect((await invoke({})).outcome).toBe('success')
  })

  it('finds no function of another name', async () => {
    expect(await invoke({}, { functionName: 'gone' })).toEqual({ outcome: 'notFound' })
  })

  it('runs the events of an engine beside each other', async () => {
    const pids = new Set<number>()
    const engine = createEngine({
      functions: { orders: { reservedConcurrency: 2 } },
      concurrency: 'wait',
      invoke: async (attempt) => {
        const result = await invoker.invoke(attempt)
        pids.add(read(result).pid)
        return result
      },
    })
    await Promise.all([1, 2, 3, 4].map((n) => engine.accept('orders', { n, sleeps: 50 })))
    await engine.drained()
    await engine.stop()
    expect(pids.size).toBe(2)
  })

  it.each(['order/1001', 'order 1001', 'bestellung-ü', '漢', 'a%20b', 'a\nb', '../next'])(
    'runs an event with the id %j, in Node.js and in Python, with any trace header',
    async (requestId) => {
      const payload = new TextEncoder().encode('{}')
      const { signal } = new AbortController()
      const fixed = { requestId, attempt: 1, leaseEndsAtMs: () => Date.now() + 30_000, payload, signal }
      for (const functionName of ['orders', 'py']) {
        const result = await invoker.invoke({
          ...fixed,
          reference: { functionName },
          traceHeader: 'Root=漢\n;Sampled=1',
        })
        expect([functionName, result.outcome, read(result).id]).toEqual([functionName, 'success', requestId])
      }
    },
  )

  it('runs an event whose id, trace header and tenant are of any length', async () => {
    const long = fc.tuple(fc.constantFrom('x', '漢', '%'), fc.constantFrom(1, 5_000, 16_384, 66_000))
    await fc.assert(
      fc.asyncProperty(fc.tuple(long, long, long), async (values) => {
        const [requestId = '', traceHeader = '', tenantId = ''] = values.map(([text, times]) => text.repeat(times))
        const payload = new TextEncoder().encode('{}')
        const { signal } = new AbortController()
        const fixed = { requestId, traceHeader, tenantId, attempt: 1, leaseEndsAtMs: () => Date.now() + 30_000 }
        for (const functionName of ['orders', 'py']) {
          const result = await invoker.invoke({ ...fixed, reference: { functionName }, payload, signal })
          expect([result.outcome, read(result).id === requestId]).toEqual(['success', true])
        }
      }),
      { seed: 20261129, numRuns: 8 },
    )
  })

  it('ends a run whose line the callback cannot take', () => {
    const module = JSON.stringify(new URL('../src/module-invoker.ts', import.meta.url))
    const program = `import { createModuleInvoker } from ${module}
      process.on('uncaughtException', ({ message }) => console.log(message))
      const onLine = () => { throw new Error('no room') }
      const { invoke, close } = await createModuleInvoker({ functions: { orders: { file: 'orders.mjs' } }, onLine })
      const fixed = { requestId: 'r', attempt: 1, reference: { functionName: 'orders' }, leaseEndsAtMs: () => Infinity }
      console.log((await invoke({ ...fixed, payload: Buffer.from('{}'), signal: new AbortController().signal })).outcome)
      await close()`
    const args = ['--conditions=@async-invoke/source', '--input-type=module', '-e', program]
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', timeout: 60_000 })
    expect([...new Set(stdout.trim().split('\n'))].sort()).toEqual(['no room', 'success'])
  })

  it('fails an attempt for which there are no files left, and runs the next one', () => {
    const module = JSON.stringify(new URL('../src/module-invoker.ts', import.meta.url))
    const program = `import { closeSync, openSync } from 'node:fs'
      import { createModuleInvoker } from ${module}
      const { invoke, close } = await createModuleInvoker({ functions: { orders: { file: 'orders.mjs' } } })
      const fixed = { requestId: 'r', attempt: 1, reference: { functionName: 'orders' }, leaseEndsAtMs: () => Infinity }
      const run = () => invoke({ ...fixed, payload: Buffer.from('{}'), signal: new AbortController().signal })
      const files = []
      try { for (;;) files.push(openSync('/dev/null')) } catch {}
      // Enough for the server, and not for the pipes.
      for (const file of files.splice(0, 3)) closeSync(file)
      console.log(await run().catch(({ code }) => code))
      for (const file of files) closeSync(file)
      console.log((await run()).outcome)
      await close()`
    expect(runWithFewFiles(program)).toEqual([['EMFILE', 'success'], ''])
  })

  it('fails an attempt whose process ends since there is no file left for its connection', async () => {
    const module = JSON.stringify(new URL('../src/module-invoker.ts', import.meta.url))
    // Its first process ends by itself, its second one once there are no files left.
    const bootstrap =
      '#!/bin/sh\nmkdir first 2>/dev/null && exit 1\nmkdir second\nwhile [ ! -d full ]; do sleep 0.05; done\nexit 1\n'
    const directory = join(folder, 'unreached')
    await mkdir(directory)
    await writeFile(join(directory, 'bootstrap'), bootstrap, { mode: 0o755 })
    const program = `import { closeSync, existsSync, mkdirSync, openSync, rmdirSync } from 'node:fs'
      import { setTimeout } from 'node:timers/promises'
      import { createModuleInvoker } from ${module}
      const orders = { directory: 'unreached', handler: 'h', runtime: 'provided.al2023' }
      const { invoke, close } = await createModuleInvoker({ functions: { orders } })
      const fixed = { requestId: 'r', attempt: 1, reference: { functionName: 'orders' }, leaseEndsAtMs: () => Infinity }
      const run = () => invoke({ ...fixed, payload: Buffer.from('{}'), signal: new AbortController().signal })
      const full = run().catch(({ code }) => code)
      while (!existsSync('unreached/second')) await setTimeout(20)
      const files = []
      try { for (;;) files.push(openSync('/dev/null')) } catch {}
      mkdirSync('unreached/full')
      console.log(await full)
      for (const file of files) closeSync(file)
      for (const name of ['first', 'second']) rmdirSync('unreached/' + name)
      const { payload } = await run()
      console.log(JSON.parse(Buffer.from(payload)).errorType)
      await close()`
    expect(runWithFewFiles(program)).toEqual([['EMFILE', 'Runtime.ExitError'], ''])
  })

  it('names functions in the partition of the region', async () => {
    const inChina = await createModuleInvoker({
      functions: { orders: { file: join(folder, 'orders.mjs') } },
      region: 'cn-north-1',
    })
    const fixed = { requestId: 'event-1', attempt: 1, leaseEndsAtMs: () => Date.now() + 30_000 }
    const { signal } = new AbortController()
    const attempt = { ...fixed, reference: { functionName: 'orders' }, payload: new TextEncoder().encode('{}'), signal }
    const { arn } = read(await inChina.invoke(attempt))
    await inChina.close()
    expect(arn).toBe('arn:aws-cn:lambda:cn-north-1:123456789012:function:orders')
  })

  it.each([
    {
      functions: { orders: { file: '/gone/orders.mjs' } },
      says: 'the handler file of orders cannot be read: /gone/orders.mjs',
    },
    { functions: { orders: { file: 'a.mjs', timeoutInSeconds: 0 } }, says: 'functions.orders.timeoutInSeconds' },
    { functions: { orders: { file: 'a.mjs', runtime: 'java21' } }, says: 'functions.orders.runtime is "java21"' },
  ])('refuses $functions', async ({ functions, says }) => {
    await expect(createModuleInvoker({ functions })).rejects.toThrow(says)
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

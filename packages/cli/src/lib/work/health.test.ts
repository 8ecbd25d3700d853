import { createMemoryStore, type QueueStore, systemClock } from '@async-invoke/engine'
import { createMetric } from '@async-invoke/engine/internal'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type HealthServer, serveHealth } from './health-server.ts'
import { createReadiness } from './readiness.ts'
import { createWorkerMetrics } from './worker-metrics.ts'

/** The memory store, of which calls fail. */
function failingStore(): QueueStore {
  const broken = async () => {
    throw new Error('no connection')
  }
  return Object.assign(createMemoryStore({ clock: systemClock }), { claim: broken, stats: broken })
}

describe('the health of a worker', () => {
  const loopback = { host: '127.0.0.1', port: 0 }
  let server: HealthServer
  beforeEach(async () => {
    server = await serveHealth(loopback, {
      '/healthz': async () => ({ status: 200, body: 'ok\n' }),
      '/readyz': async () => ({ status: 503, body: 'draining\n' }),
      '/metrics': async () => {
        throw new Error('broken')
      },
    })
  })
  afterEach(() => server.close())

  it.each([
    { method: 'GET', path: '/healthz', status: 200, body: 'ok\n' },
    { method: 'HEAD', path: '/healthz', status: 200, body: '' },
    { method: 'GET', path: '/healthz?probe=1', status: 200, body: 'ok\n' },
    { method: 'GET', path: '/readyz', status: 503, body: 'draining\n' },
    { method: 'GET', path: '/metrics', status: 503, body: 'broken\n' },
    { method: 'POST', path: '/healthz', status: 405, body: '/healthz\n/readyz\n/metrics\n' },
    { method: 'GET', path: '/toString', status: 404, body: '/healthz\n/readyz\n/metrics\n' },
  ])('answers $method $path with $status', async ({ method, path, status, body }) => {
    const response = await fetch(server.url + path, { method })
    expect([response.status, await response.text()]).toEqual([status, body])
  })

  it('says in a sentence that its port is taken', async () => {
    const port = Number(new URL(server.url).port)
    await expect(serveHealth({ ...loopback, port }, {})).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/^cannot listen on --health-host 127\.0\.0\.1, --health-port \d+: /),
    })
  })
})

describe('the readiness of a worker', () => {
  it('ends when it drains', async () => {
    let isDraining = false
    const readiness = createReadiness(createMemoryStore({ clock: systemClock }), () => isDraining)
    expect(await readiness()).toEqual({ status: 200, body: 'ready\n' })
    isDraining = true
    expect(await readiness()).toEqual({ status: 503, body: 'draining\n' })
  })

  it('ends when the store fails, with the reason, and asks it once for many probes', async () => {
    const store = failingStore()
    const claim = vi.spyOn(store, 'claim')
    const readiness = createReadiness(store, () => false)
    const answers = await Promise.all([readiness(), readiness(), readiness()])
    for (const answer of answers)
      expect(answer).toEqual({ status: 503, body: 'the store cannot be reached: no connection\n' })
    expect(claim).toHaveBeenCalledTimes(1)
  })
})

describe('the metrics of a worker', () => {
  const own = { worker: 'w', version: '1.2.3' }
  const labels = 'lane="function:orders",worker="w",version="1.2.3"'

  it('have names of Lambda, and lane, worker and version as labels', async () => {
    const metrics = createWorkerMetrics(createMemoryStore({ clock: systemClock }), own)
    metrics.onMetric(createMetric('Errors', 1, 0, { FunctionName: 'orders', Resource: 'orders:live' }))
    let end = (): void => {}
    const running = new Promise<void>((resolve) => {
      end = resolve
    })
    const invoke = metrics.count(async () => {
      await running
      return { outcome: 'throttle' }
    })
    const run = invoke({
      ...{ requestId: 'r', reference: { functionName: 'orders' }, payload: new Uint8Array(), attempt: 1 },
      ...{ leaseEndsAtMs: () => 0, signal: new AbortController().signal },
    })
    expect((await metrics.page()).split('\n')).toEqual(
      expect.arrayContaining([
        `Errors{FunctionName="orders",Resource="orders:live",${labels}} 1`,
        `async_invoke_runs_in_flight{${labels}} 1`,
        'async_invoke_store_reachable{worker="w",version="1.2.3"} 1',
        'async_invoke_queue_items{state="ready",worker="w",version="1.2.3"} 0',
      ]),
    )
    end()
    await run
    expect(await metrics.page()).toContain(`async_invoke_runs_in_flight{${labels}} 0\n`)
  })

  it('are printed without the numbers of a store that fails', async () => {
    const page = await createWorkerMetrics(failingStore(), own).page()
    expect(page).toContain('async_invoke_store_reachable{worker="w",version="1.2.3"} 0\n')
    expect(page).not.toContain('queue_items')
  })

  it('come without those of the queue where the store does not answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      const silent = Object.assign(createMemoryStore({ clock: systemClock }), {
        stats: () => new Promise<never>(() => {}),
      })
      const page = createWorkerMetrics(silent, own).page()
      await vi.advanceTimersByTimeAsync(5_000)
      expect(await page).toContain('async_invoke_store_reachable{worker="w",version="1.2.3"} 0')
    } finally {
      vi.useRealTimers()
    }
  })
})

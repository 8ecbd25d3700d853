import { shorten } from '../compare/shorten.ts'
import { NotOffered } from '../not-offered.ts'
import { contextOf, createBench, type Probes } from './bench.ts'
import type { Endpoint } from './endpoint.ts'
import { paths } from './paths.ts'

/** Seconds for the record of an event that succeeds at once. */
const firstRecordSeconds = 30

/** Finds out once what an endpoint offers, the first time that a scenario needs it. */
export function createProbes(endpoint: Endpoint): Probes {
  const nothing = { runs: never, reports: never, records: never }
  const withBench = async (probe: (bench: ReturnType<typeof createBench>) => Promise<void>): Promise<void> => {
    const cleanups: (() => Promise<void>)[] = []
    try {
      await probe(createBench(endpoint, nothing, { differences: [], checked: new Set(), cleanups }))
    } finally {
      for (const cleanup of cleanups.reverse()) await cleanup().catch(() => undefined)
    }
  }
  let reported = false
  const runs = once(() =>
    withBench(async (bench) => {
      const { name } = await bench.borrow()
      const returns = bench.newName()
      const report = (): object => {
        reported = true
        return {}
      }
      const { status, text } = await bench.call('POST', paths.invoke(name), bench.ordered(report, { returns }))
      if (status !== 200 || text.trim() !== JSON.stringify(returns))
        throw new NotOffered(
          `functions do not run: a synchronous call answers ${status}, ${shorten(text) || 'nothing'}`,
        )
    }),
  )
  const reports = async (): Promise<void> => {
    await runs()
    if (!reported) throw new NotOffered('functions do not reach this machine: see --report-host')
  }
  const records = once(() =>
    withBench(async (bench) => {
      const { name } = await bench.borrow()
      const queue = await bench.target('queue')
      await bench.put(name, { DestinationConfig: { OnSuccess: { Destination: queue.arn } } })
      const event = await bench.accept(name, {})
      const arrived = await bench.arrival(queue, event, firstRecordSeconds)
      if (typeof contextOf(arrived?.record, 'condition') !== 'string')
        throw new NotOffered(`no record of an event arrives at its queue within ${firstRecordSeconds} s`)
    }),
  )
  return { runs, reports, records }
}

async function never(): Promise<void> {
  throw new NotOffered('a probe needs no other probe')
}

function once(probe: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined
  return () => {
    result ??= probe()
    return result
  }
}

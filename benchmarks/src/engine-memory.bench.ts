import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Suite } from './suite.ts'

const measured = {
  'simulate, a pending event': 'simulate',
  'memory store, a waiting event, without its 1,000 bytes of payload': 'store',
}

const suite: Suite = {
  title: 'Memory per waiting event',
  note: 'Bytes of heap and array buffers per event after a full collection, each measured in its own process.',
  async run({ short }) {
    const events = short ? 100_000 : 1_000_000
    return Object.entries(measured).map(([event, mode]) => {
      const script = fileURLToPath(new URL('./memory-of-events.ts', import.meta.url))
      const bytes = execFileSync(process.execPath, ['--expose-gc', script, mode, String(events)], { encoding: 'utf8' })
      return { event, events: events.toLocaleString('en'), 'bytes each': bytes.trim() }
    })
  },
}

export default suite

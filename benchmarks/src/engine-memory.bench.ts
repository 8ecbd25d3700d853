import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Suite } from './suite.ts'

const measured = {
  'simulate, a pending event': 'simulate',
  'memory store, a waiting event of 1,000 bytes, without these': 'store',
}

const suite: Suite = {
  title: 'Memory for each event that waits',
  note: 'Bytes of heap and array buffers after a full collection, for each of the events, in a process of its own.',
  async run({ short }) {
    const events = short ? 100_000 : 1_000_000
    return Object.entries(measured).map(([what, mode]) => {
      const script = fileURLToPath(new URL('./memory-of-events.ts', import.meta.url))
      const bytes = execFileSync(process.execPath, ['--expose-gc', script, mode, String(events)], { encoding: 'utf8' })
      return { what, events: events.toLocaleString('en'), 'bytes each': bytes.trim() }
    })
  },
}

export default suite

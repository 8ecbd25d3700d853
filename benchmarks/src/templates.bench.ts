import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Suite } from './suite.ts'

interface Cost {
  readonly seconds: number
  readonly megabytes: number
  readonly kilobytes: number
}

const suite: Suite = {
  title: 'A CloudFormation template, read and diagnosed',
  note: 'Seven resources a function. Goal: linear, so that the time for a function stays within 1.5 times that of 500 functions. Memory is the heap in use right after, before a collection. Each in its own process, the best round.',
  async run({ short }) {
    return ['json', 'yaml'].flatMap((format) => {
      const costs = [500, 1_000, 2_000].map((functions) => ({ functions, ...costOf(format, functions, short ? 2 : 7) }))
      const [first] = costs
      return costs.map(({ functions, seconds, megabytes, kilobytes }) => ({
        template: `${format.toUpperCase()}, ${functions.toLocaleString('en')} functions, ${Math.round(kilobytes).toLocaleString('en')} KB`,
        seconds: seconds.toFixed(3),
        'heap MB': megabytes.toFixed(0),
        'time for a function': (seconds / functions / ((first?.seconds ?? Number.NaN) / 500)).toFixed(2),
      }))
    })
  },
}

function costOf(format: string, functions: number, rounds: number): Cost {
  const script = fileURLToPath(new URL('./template-cost.ts', import.meta.url))
  const args = ['--expose-gc', script, format, String(functions), String(rounds)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

export default suite

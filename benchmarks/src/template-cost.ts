/** Prints what one reading and diagnosis costs: `node --expose-gc template-cost.ts json|yaml functions rounds`. */
import { diagnose, setupOfDesiredState } from '@async-invoke/config-client/doctor'
import { parseTemplate, readCloudFormation } from '@async-invoke/config-client/templates'
import { stringify } from 'yaml'
import { templateOfFunctions } from './template-of-functions.ts'

const [, , format, count, rounds] = process.argv
const functions = Number(count)
const template = templateOfFunctions(functions)
const text = format === 'yaml' ? stringify(template, { aliasDuplicateObjects: false }) : JSON.stringify(template)

async function findingsOf() {
  const reading = readCloudFormation(await parseTemplate(text), { region: 'us-east-1', accountId: '123456789012' })
  return diagnose(setupOfDesiredState(reading.desired, reading))
}

const seconds: number[] = []
let peak = 0
for (let round = 0; round < Number(rounds); round += 1) {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const started = performance.now()
  const findings = await findingsOf()
  seconds.push((performance.now() - started) / 1_000)
  // Before a collection: all that the reading has allocated and not yet let go.
  peak = Math.max(peak, process.memoryUsage().heapUsed - before)
  if (findings.length !== functions) throw new Error(`${findings.length} findings of ${functions} functions`)
}
console.log(JSON.stringify({ seconds: Math.min(...seconds), megabytes: peak / 1e6, kilobytes: text.length / 1e3 }))

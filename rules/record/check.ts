/** Runs every experiment on a local runtime in held time, and checks that it leaves nothing and what it writes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalRuntime } from '@async-invoke/local-runtime'
import { startFauxqs } from 'fauxqs'
import { readAreas } from '../../scripts/rules/statements.ts'
import { sdkCalls } from './aws/calls.ts'
import { findLeft } from './aws/resources.ts'
import { recordCommand } from './command.ts'
import { problemsOfRecording } from './evidence/recordings.ts'
import { allExperiments } from './experiments/all-experiments.ts'

const services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
const sqs = `http://127.0.0.1:${services.port}`
const runtime = await startLocalRuntime({ time: 'manual', pendingMs: 0, endpoints: { sqs } })
const calls = sdkCalls({ region: 'us-east-1', endpoint: runtime.endpoint, sqsEndpoint: sqs })
const folder = mkdtempSync(join(tmpdir(), 'record-check-'))
const problems: string[] = []
try {
  const places = ['--out', join(folder, 'recordings'), '--state', join(folder, 'state.json')]
  const flags = ['--endpoint', runtime.endpoint, '--sqs-endpoint', sqs, '--held', ...places]
  const surroundings = { print: (line: string) => console.log(line), signal: new AbortController().signal }
  if ((await recordCommand(['--run', ...flags, ...process.argv.slice(2)], surroundings)) !== 0)
    problems.push('the run failed')
  for (const { kind, name } of await findLeft(calls.call, false)) problems.push(`${kind} ${name} is left`)
  const known = new Set([...readAreas().values()].flatMap(({ statements }) => statements.map(({ id }) => id)))
  const written = readdirSync(join(folder, 'recordings'))
  // That it is an emulator's is right here.
  for (const file of written)
    for (const problem of problemsOfRecording(readFileSync(join(folder, 'recordings', file), 'utf8'), known))
      if (!problem.startsWith('was observed on an emulator')) problems.push(`${file} ${problem}`)
  if (process.argv.length === 2 && written.length !== allExperiments.length)
    problems.push(`${written.length} of ${allExperiments.length} experiments wrote evidence`)
} finally {
  calls.close()
  await runtime.close()
  await services.stop()
  rmSync(folder, { recursive: true, force: true })
}
for (const problem of problems) console.error(problem)
console.log(problems.length === 0 ? 'record:check passed' : 'record:check FAILED')
process.exitCode = problems.length === 0 ? 0 : 1

import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type AwsCalls, sdkCalls } from './aws/calls.ts'
import { heldTime, realTime } from './aws/passing-time.ts'
import { expectSuccess } from './aws/resources.ts'
import { allExperiments, unanswered } from './experiments/all-experiments.ts'
import type { Experiment } from './experiments/experiment.ts'
import { formatPlan, type Prices, priced } from './plan.ts'
import { policiesFor } from './policy.ts'
import { clean, type RecorderOptions, record } from './record.ts'
import { fileStateStore } from './state.ts'

const usage = `pnpm record [EXPERIMENT …]                        the plan; nothing is called
pnpm record [EXPERIMENT …] --policy               least-privilege policies, as JSON
pnpm record [EXPERIMENT …] --run --account ID     on AWS, in --region
pnpm record [EXPERIMENT …] --run --endpoint URL   on an emulator; --sqs-endpoint URL, --held for a local runtime's held time
pnpm record --clean --account ID                  deletes what a killed run left
--role ARN takes the place of a role of its own, --out FOLDER and --state FILE of its own places, and --price NAME=NUMBER
adds money to the plan.`

const options = {
  help: { type: 'boolean', short: 'h', default: false },
  run: { type: 'boolean', default: false },
  clean: { type: 'boolean', default: false },
  policy: { type: 'boolean', default: false },
  account: { type: 'string' },
  region: { type: 'string' },
  endpoint: { type: 'string' },
  'sqs-endpoint': { type: 'string' },
  held: { type: 'boolean', default: false },
  role: { type: 'string' },
  out: { type: 'string' },
  state: { type: 'string', default: '.async-invoke/record.json' },
  price: { type: 'string', multiple: true },
} as const

type Flags = ReturnType<typeof flagsIn>['flags']

function flagsIn(args: readonly string[]) {
  const { values, positionals } = parseArgs({ options, args: [...args], allowPositionals: true })
  return { flags: values, names: positionals }
}

/** Where the command's output goes, and what ends it early. */
export interface Surroundings {
  readonly print: (text: string) => void
  readonly signal: AbortSignal
}

/**
 * `pnpm record`: a plan, the policies, a run, or the clean-up after one.
 *
 * @returns the exit code: 1 when an experiment failed or something is left
 * @throws {Error} if a flag is wrong, or the account is another than the one that was named
 */
export async function recordCommand(args: readonly string[], { print, signal }: Surroundings): Promise<number> {
  const { flags, names } = flagsIn(args)
  if (flags.help) {
    print(usage)
    return 0
  }
  const experiments = chosen(names)
  const place = { region: regionOf(flags), account: flags.account ?? '*', ...(flags.role && { givenRole: flags.role }) }
  if (flags.policy) {
    print(JSON.stringify(policiesFor(experiments, place), null, 2))
    return 0
  }
  const prices = pricesIn(flags.price ?? [])
  if (!flags.run && !flags.clean) {
    const where = flags.endpoint ?? `AWS, ${place.region}`
    const createsRole = flags.role === undefined && flags.endpoint === undefined
    print(formatPlan(experiments, { prices, createsRole, place: where }))
    print(
      `Not answered here: ${Object.entries(unanswered)
        .map(([id, why]) => `${id} (${why.replace(/\.$/, '')})`)
        .join('; ')}.`,
    )
    print('Dry run: no request was made. --policy prints what it needs; --run --account ID does it.')
    return 0
  }
  const { endpoint, 'sqs-endpoint': sqsEndpoint } = flags
  const { region } = place
  const calls = sdkCalls({ region, ...(endpoint && { endpoint }), ...(sqsEndpoint && { sqsEndpoint }) })
  try {
    const account = await guardedAccount(flags, calls)
    const recorder: RecorderOptions = {
      ...{ experiments, region, account, print, signal, call: calls.call, secrets: await calls.secrets() },
      on: endpoint === undefined ? 'aws' : 'emulator',
      ...(flags.role !== undefined && { role: flags.role }),
      // An emulator needs a role's name only.
      ...(endpoint !== undefined && { role: flags.role ?? `arn:aws:iam::${account}:role/async-invoke-record` }),
      time: flags.held && endpoint !== undefined ? await heldTime(endpoint) : realTime,
      store: fileStateStore(flags.state),
      keep: keepIn(flags.out ?? (endpoint === undefined ? 'rules/recordings' : '.async-invoke/recordings')),
    }
    return flags.clean ? await cleaned(recorder, print) : await ran(recorder, print)
  } finally {
    calls.close()
  }
}

async function ran(recorder: RecorderOptions, print: (text: string) => void): Promise<number> {
  const { recorded, failed, left } = await record(recorder)
  print(`recorded ${recorded.length}, failed ${failed.length}, left ${left.length}`)
  if (recorder.signal.aborted) print('Interrupted; the same command goes on.')
  return failed.length + left.length > 0 || recorder.signal.aborted ? 1 : 0
}

async function cleaned(recorder: RecorderOptions, print: (text: string) => void): Promise<number> {
  const left = await clean(recorder)
  print(left.length === 0 ? 'nothing is left' : `left: ${left.map(({ kind, name }) => `${kind} ${name}`).join(', ')}`)
  return left.length === 0 ? 0 : 1
}

function chosen(names: readonly string[]): readonly Experiment[] {
  const unknown = names.filter((name) => !allExperiments.some((each) => each.name === name))
  const known = allExperiments.map(({ name }) => name).join(', ')
  if (unknown.length > 0) throw new Error(`there is no experiment ${unknown.join(', ')}; there are ${known}`)
  return names.length === 0 ? allExperiments : allExperiments.filter(({ name }) => names.includes(name))
}

function regionOf({ region, endpoint, run, clean }: Flags): string {
  const known = region ?? process.env.AWS_REGION ?? (endpoint === undefined && (run || clean) ? undefined : 'us-east-1')
  if (known === undefined) throw new Error('name the --region, or set AWS_REGION')
  return known
}

/** The account that the credentials belong to, which must be the one that the user means. */
async function guardedAccount({ account, endpoint }: Flags, { call }: AwsCalls): Promise<string> {
  if (endpoint !== undefined) return account ?? '123456789012'
  if (account === undefined) throw new Error('name the account with --account, or an emulator with --endpoint')
  const answer = await call({ service: 'sts', operation: 'GetCallerIdentity', input: {} })
  const { output } = expectSuccess('GetCallerIdentity', answer)
  if (output?.Account !== account) throw new Error(`the credentials are those of ${output?.Account}, not of ${account}`)
  return account
}

function pricesIn(list: readonly string[]): Prices {
  return Object.fromEntries(
    list.map((each) => {
      const [name = '', value = ''] = each.split('=')
      if (!priced.some((known) => known === name) || value === '' || !(Number(value) >= 0))
        throw new Error(`--price takes NAME=NUMBER with ${priced.join(', ')}, not ${each}`)
      return [name, Number(value)]
    }),
  )
}

/** Writes evidence files as a whole, or not at all. */
function keepIn(folder: string): RecorderOptions['keep'] {
  return (experiment, text) => {
    mkdirSync(folder, { recursive: true })
    const path = join(folder, `${new Date().toISOString().slice(0, 10)}-${experiment}.json`)
    writeFileSync(`${path}.new`, text)
    renameSync(`${path}.new`, path)
    return path
  }
}

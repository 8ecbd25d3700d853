import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readAreas } from '../../scripts/rules/statements.ts'
import { boundsOf, boundsOfAll } from './bounds.ts'
import { problemsOfRecording, problemsOfRecordings } from './evidence/recordings.ts'
import { allExperiments, unanswered } from './experiments/all-experiments.ts'
import type { Experiment } from './experiments/experiment.ts'
import { type FakeAws, fakeAws, type Mortal, mortal } from './fake-aws.ts'
import { formatPlan } from './plan.ts'
import { policiesFor } from './policy.ts'
import { clean, type RecorderOptions, record } from './record.ts'
import { fileStateStore, type RecorderState } from './state.ts'

const account = '111122223333'
const statements = [...readAreas().values()].flatMap((area) => area.statements)
const known = new Set(statements.map(({ id }) => id))
const named = (...names: readonly string[]) => allExperiments.filter(({ name }) => names.includes(name))

/** One process of the recorder over a fake, with the evidence that it keeps. */
function processOn(
  { call, store, time }: Pick<Mortal, 'call' | 'store' | 'time'>,
  evidence: Map<string, string>,
  more: Partial<RecorderOptions> = {},
): RecorderOptions {
  return {
    ...{ experiments: allExperiments, on: 'aws', region: 'eu-west-1', account, call, secrets: [], store, time },
    keep: (name, text) => {
      evidence.set(name, text)
      return `${name}.json`
    },
    print: () => {},
    signal: new AbortController().signal,
    ...more,
  }
}

describe('the experiments', () => {
  it('settle statements of rules/, each open question among them unless it says why not', () => {
    const settled = new Set(allExperiments.flatMap(({ settles }) => settles))
    expect([...settled].filter((id) => !known.has(id))).toEqual([])
    const open = [...known].filter((id) => id.startsWith('U-'))
    expect(open.filter((id) => settled.has(id) === Object.hasOwn(unanswered, id))).toEqual([])
    const planned = statements.filter(({ state }) => state === 'planned').map(({ id }) => id)
    expect(planned.filter((id) => !settled.has(id))).toEqual([])
  })

  it('have names that fit into those of functions', () => {
    for (const { name } of allExperiments) expect(name).toMatch(/^[a-z][a-z-]{1,23}$/)
    expect(new Set(allExperiments.map(({ name }) => name)).size).toBe(allExperiments.length)
  })

  it.each(allExperiments.map((experiment) => ({ name: experiment.name, experiment })))(
    '$name stays within what it announces, with calls that the policy allows',
    async ({ name, experiment }) => {
      const aws = fakeAws(account)
      const evidence = new Map<string, string>()
      const { call, store, time } = mortal(aws, { current: undefined })
      const startMs = time.nowMs()
      const report = await record(processOn({ call, store, time }, evidence, { experiments: [experiment] }))
      expect(report).toEqual({ recorded: [name], failed: [], left: [] })
      expect(aws.names()).toEqual([])
      const bounds = boundsOfAll([experiment], true)
      expect(aws.counts.lambda).toBeLessThanOrEqual(bounds.lambdaRequests)
      expect(aws.counts.sqs).toBeLessThanOrEqual(bounds.sqsRequests)
      expect(aws.counts.iam).toBeLessThanOrEqual(bounds.iamRequests)
      // The fake sends no message, so that every wait lasts as long as it may.
      expect((time.nowMs() - startMs) / 1_000).toBeLessThanOrEqual(bounds.seconds)
      const { principal } = policiesFor([experiment], { region: 'eu-west-1', account })
      const allowed = principal.Statement.flatMap(({ Action }) => Action)
      const needed = [...aws.operations].map((each) => each.replace(/:Invoke(?:Async)?$/, ':InvokeFunction'))
      expect(needed.filter((action) => !allowed.includes(action))).toEqual([])
      // Tags are a part of creations.
      const [functions] = principal.Statement
      expect(functions?.Action.filter((action) => !needed.includes(action))).toEqual(['lambda:TagResource'])
      expect(problemsOfRecording(evidence.get(name) ?? '', known)).toEqual([])
      expect(evidence.get(name)).not.toContain(account)
    },
  )
})

/** Everything that a recorder creates, and little else, so that a kill can be tried at each step. */
const tiny = (name: string): Experiment => ({
  ...{ name, about: 'Which settings has a new function?', settles: ['CFG-1'], uses: ['GetFunctionEventInvokeConfig'] },
  ...{ creates: { functions: 1, queues: 1 }, lasts: 0, atMost: { lambda: 1, runs: 0, runSeconds: 0, messages: 0 } },
  async run(lab) {
    await lab.createQueue()
    const { name: FunctionName } = await lab.createFunction()
    await lab.lambda('GetFunctionEventInvokeConfig', { FunctionName })
  },
})

describe('record', () => {
  const experiments = [tiny('one'), tiny('two')]

  it('goes on after a kill at any step, records everything once, and leaves nothing behind', async () => {
    const whole = mortal(fakeAws(account), { current: undefined })
    await record(processOn(whole, new Map(), { experiments }))
    expect(whole.steps()).toBeGreaterThan(50)
    for (let diesAt = 1; diesAt <= whole.steps(); diesAt += 1) {
      const aws: FakeAws = fakeAws(account)
      const state: { current: RecorderState | undefined } = { current: undefined }
      const evidence = new Map<string, string>()
      const first = mortal(aws, state, diesAt)
      await record(processOn(first, evidence, { experiments })).catch(() => {})
      // Whatever exists was known before.
      const remembered = state.current?.resources.map(({ name }) => name) ?? []
      expect([diesAt, aws.names().filter((name) => !remembered.includes(name))]).toEqual([diesAt, []])
      const second = mortal(aws, state)
      const report = await record(processOn(second, evidence, { experiments }))
      expect([diesAt, report.failed, report.left, aws.names()]).toEqual([diesAt, [], [], []])
      expect([diesAt, [...evidence.keys()]]).toEqual([diesAt, ['one', 'two']])
      expect([diesAt, state.current]).toEqual([diesAt, undefined])
    }
  })

  it('is cleaned up after a kill at any step, with the state file or without', async () => {
    const { steps } = await dryRun()
    for (let diesAt = 1; diesAt <= steps(); diesAt += 1) {
      for (const lost of [false, true]) {
        const aws = fakeAws(account)
        const state: { current: RecorderState | undefined } = { current: undefined }
        await record(processOn(mortal(aws, state, diesAt), new Map(), { experiments })).catch(() => {})
        if (lost) state.current = undefined
        expect(await clean(processOn(mortal(aws, state), new Map()))).toEqual([])
        expect([diesAt, lost, aws.names(), state.current]).toEqual([diesAt, lost, [], undefined])
      }
    }
  })

  async function dryRun(): Promise<Mortal> {
    const whole = mortal(fakeAws(account), { current: undefined })
    await record(processOn(whole, new Map(), { experiments }))
    return whole
  }

  it('deletes what it has created when it is interrupted in a wait', async () => {
    const aws = fakeAws(account)
    const interrupt = new AbortController()
    const process = mortal(aws, { current: undefined })
    const options = { experiments: named('count-on-success'), signal: interrupt.signal }
    const call: typeof process.call = async (request) => {
      if (request.operation === 'ReceiveMessage') interrupt.abort()
      return process.call(request)
    }
    const report = await record(processOn({ ...process, call }, new Map(), options))
    expect(report).toEqual({ recorded: [], failed: [], left: [] })
    expect(aws.names()).toEqual([])
  })

  it('goes on with the next experiment when one fails, and fails itself', async () => {
    const aws = fakeAws(account)
    const process = mortal(aws, { current: undefined })
    const printed: string[] = []
    const broken = named('list-order')[0]
    if (broken === undefined) throw new Error('no experiment')
    const failing = { ...broken, run: async () => Promise.reject(new Error('no answer')) }
    const options = { experiments: [failing, ...named('age-limit')], print: (line: string) => void printed.push(line) }
    const report = await record(processOn(process, new Map(), options))
    expect(report).toEqual({ recorded: ['age-limit'], failed: ['list-order'], left: [] })
    expect(printed).toContain('list-order: FAILED, no answer')
  })

  it('says what is left when a deletion is refused, and keeps it in the state', async () => {
    const state: { current: RecorderState | undefined } = { current: undefined }
    const process = mortal(fakeAws(account), state)
    const call: typeof process.call = async (request) =>
      request.operation === 'DeleteFunction'
        ? { status: 403, headers: {}, body: 'AccessDenied' }
        : process.call(request)
    const report = await record(processOn({ ...process, call }, new Map(), { experiments: named('list-order') }))
    expect(report.left.map(({ kind }) => kind)).toEqual(['function'])
    expect(state.current?.resources).toEqual(report.left)
  })

  it('refuses the state of a run in another place', async () => {
    const state: { current: RecorderState | undefined } = {
      current: { run: 'abc', place: `aws 999999999999 eu-west-1`, done: [], tries: {}, resources: [] },
    }
    await expect(record(processOn(mortal(fakeAws(account), state), new Map()))).rejects.toThrow(
      'the state is that of a run in aws 999999999999 eu-west-1; go on or --clean there, or name another --state',
    )
  })

  it('stops an experiment that calls what it does not announce', async () => {
    const [order] = named('list-order')
    if (order === undefined) throw new Error('no experiment')
    const printed: string[] = []
    const experiment = { ...order, uses: [], run: async (lab: Parameters<typeof order.run>[0]) => order.run(lab) }
    const process = mortal(fakeAws(account), { current: undefined })
    await record(processOn(process, new Map(), { experiments: [experiment], print: (line) => void printed.push(line) }))
    expect(printed).toContain('list-order: FAILED, list-order does not announce PublishVersion')
  })
})

describe('fileStateStore', () => {
  const place = 'aws 111122223333 eu-west-1'
  const state: RecorderState = { run: 'abc', place, done: ['one'], tries: { one: 1 }, resources: [] }

  it('keeps the state for another process, and forgets it', () =>
    inFolder((folder) => {
      const path = join(folder, 'below', 'state.json')
      fileStateStore(path).write(state)
      expect(fileStateStore(path).read()).toEqual(state)
      fileStateStore(path).remove()
      expect(fileStateStore(path).read()).toBeUndefined()
    }))

  it('is locked by one process at a time, and not by one that was killed', () =>
    inFolder((folder) => {
      const path = join(folder, 'state.json')
      const unlock = fileStateStore(path).lock()
      unlock()
      // The parent of this process runs; no process has the largest id.
      writeFileSync(`${path}.lock`, String(process.ppid))
      expect(() => fileStateStore(path).lock()).toThrow(`process ${process.ppid} records with the state ${path}`)
      writeFileSync(`${path}.lock`, String(2 ** 22 + 1))
      fileStateStore(path).lock()()
      expect(readdirSync(folder)).toEqual([])
    }))
})

function inFolder(use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'record-'))
  try {
    use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('formatPlan', () => {
  it('states quantities, and money only by the prices that it is given', () => {
    const experiments = named('age-limit')
    const place = 'AWS, eu-west-1'
    const { lambdaRequests, gigabyteSeconds } = boundsOf(experiments[0] ?? fail())
    expect(gigabyteSeconds).toBe(3 * 10 * 0.125)
    const without = formatPlan(experiments, { prices: {}, createsRole: true, place })
    expect(without).toContain(`at most ${lambdaRequests} requests to Lambda`)
    expect(without).toContain('No price was given')
    const priced = formatPlan(experiments, { prices: { gigabyteSeconds: 2 }, createsRole: true, place })
    expect(priced).toContain('At the prices given for gigabyteSeconds: at most 7.5.')
  })

  function fail(): never {
    throw new Error('no experiment')
  }
})

describe('problemsOfRecording', () => {
  const recording = async (on: 'aws' | 'emulator'): Promise<string> => {
    const evidence = new Map<string, string>()
    await record(
      processOn(mortal(fakeAws(account), { current: undefined }), evidence, { experiments: named('age-limit'), on }),
    )
    return evidence.get('age-limit') ?? ''
  }

  it('refuses what an emulator shows', async () => {
    expect(problemsOfRecording(await recording('emulator'), known)).toEqual([
      'was observed on an emulator, which is no evidence about AWS',
    ])
  })

  it('refuses other forms, unknown statements, and account ids', async () => {
    const text = await recording('aws')
    expect(problemsOfRecording(text, known)).toEqual([])
    expect(problemsOfRecording('{', known)).toEqual(['is not JSON'])
    expect(problemsOfRecording('{}', known)).toContain(": must have required property 'observed'")
    expect(problemsOfRecording(text.replace('"RTY-1"', '"RTY-1000"'), known)).toEqual([
      'settles RTY-1000, which is not in rules/',
    ])
    expect(problemsOfRecording(text.replace('<account-1>', account), known)).toEqual(['shows arn:…'])
  })
})

describe('problemsOfRecordings', () => {
  it('wants a file behind each name, and a name for each file', () =>
    inFolder((folder) => {
      mkdirSync(join(folder, 'recordings'))
      writeFileSync(join(folder, 'recordings/2026-11-28-one.json'), '{')
      writeFileSync(join(folder, 'recordings/2026-11-28-two.json'), '{}')
      const sources = {
        ...{ ours: {}, 'record/one': { file: 'recordings/2026-11-28-one.json' } },
        'record/gone': { file: 'recordings/2026-11-28-gone.json' },
      }
      expect(problemsOfRecordings(sources, folder, known)).toEqual([
        'rules/recordings/2026-11-28-one.json is not JSON',
        'rules/sources.json: record/gone names recordings/2026-11-28-gone.json, which does not exist',
        'rules/recordings/2026-11-28-two.json: no source names it',
      ])
    }))
})

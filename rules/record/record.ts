import { randomBytes } from 'node:crypto'
import type { CallAws } from './aws/calls.ts'
import type { PassingTime } from './aws/passing-time.ts'
import { deleteResource, expectSuccess, findLeft, prefix, rolePath, tag, textIn } from './aws/resources.ts'
import { boundsOf, maxDeletions, roleSeconds } from './bounds.ts'
import { formatEvidence } from './evidence/evidence.ts'
import { createRedactor } from './evidence/redact.ts'
import type { Experiment } from './experiments/experiment.ts'
import { handlerSource } from './handler-source.ts'
import { createLab } from './lab.ts'
import { policiesFor } from './policy.ts'
import type { RecorderState, Resource, StateStore } from './state.ts'

export interface RecorderOptions {
  readonly experiments: readonly Experiment[]
  readonly on: 'aws' | 'emulator'
  readonly region: string
  /** Account of the run; needed for the policies of a role. */
  readonly account: string
  /** Execution role to use; without it, one is created. */
  readonly role?: string
  readonly call: CallAws
  readonly secrets: readonly string[]
  readonly time: PassingTime
  readonly store: StateStore
  /** Keeps the evidence of an experiment, and returns where. */
  readonly keep: (experiment: string, text: string) => string
  readonly print: (line: string) => void
  readonly signal: AbortSignal
}

/** How a run ended. */
export interface RecorderReport {
  readonly recorded: readonly string[]
  readonly failed: readonly string[]
  /** What could not be deleted, and stays in the state file. */
  readonly left: readonly Resource[]
}

/**
 * Runs the experiments that have no evidence yet, one after the other. What a killed run left is deleted first, and what
 * this one creates is deleted after each experiment, also when it fails or `signal` aborts it.
 *
 * @throws {Error} if the state belongs to a run in another place, or another process has it
 */
export async function record(options: RecorderOptions): Promise<RecorderReport> {
  const unlock = options.store.lock()
  try {
    return await recordLocked(options)
  } finally {
    unlock()
  }
}

async function recordLocked(options: RecorderOptions): Promise<RecorderReport> {
  const { experiments, store, print, signal, region, account, on } = options
  const keeper = openState(store, `${on} ${account} ${region}`)
  const recorded: string[] = []
  const failed: string[] = []
  await deleteAll(options, keeper)
  const waiting = experiments.filter(({ name }) => !keeper.state.done.includes(name))
  if (waiting.length < experiments.length) print(`${experiments.length - waiting.length} experiments were done before`)
  try {
    const role =
      waiting.length === 0 || options.role !== undefined ? (options.role ?? '') : await createRole(options, keeper)
    for (const experiment of waiting) {
      if (signal.aborted) break
      try {
        const where = await runExperiment(experiment, role, options, keeper)
        recorded.push(experiment.name)
        print(`${experiment.name}: ${where}`)
      } catch (error) {
        if (!signal.aborted) failed.push(experiment.name)
        print(`${experiment.name}: ${signal.aborted ? 'interrupted' : `FAILED, ${messageOf(error)}`}`)
      } finally {
        // What cannot be deleted now is tried again, and reported, at the end.
        await deleteAll({ ...options, print: () => {} }, keeper, (resource) => resource.kind !== 'role')
      }
    }
  } finally {
    await deleteAll(options, keeper)
  }
  const left = keeper.state.resources
  if (left.length === 0 && failed.length === 0 && !signal.aborted) store.remove()
  return { recorded, failed, left }
}

/**
 * Deletes what the state file names, then whatever has the recorder's names in this account.
 *
 * @returns what could not be deleted
 */
export async function clean(options: RecorderOptions): Promise<readonly Resource[]> {
  const { store, region, account, on, call } = options
  const unlock = store.lock()
  try {
    const keeper = openState(store, `${on} ${account} ${region}`)
    for (const { kind, name } of await findLeft(call, on === 'aws')) keeper.add({ kind, name })
    await deleteAll(options, keeper)
    if (keeper.state.resources.length === 0) store.remove()
    return keeper.state.resources
  } finally {
    unlock()
  }
}

/** The state in memory, written through at each change. */
interface StateKeeper {
  readonly state: RecorderState
  add(resource: Resource): void
  drop(resource: Resource): void
  /** Begins an experiment, or the role, and returns how often that has happened. */
  begin(name: string): number
  done(name: string): void
}

function openState(store: StateStore, place: string): StateKeeper {
  const found = store.read()
  if (found !== undefined && found.place !== place)
    throw new Error(`the state is that of a run in ${found.place}; go on or --clean there, or name another --state`)
  const run = randomBytes(4).readUInt32LE().toString(36).padStart(6, '0').slice(-6)
  let state: RecorderState = found ?? { run, place, done: [], tries: {}, resources: [] }
  const change = (part: Partial<RecorderState>): void => {
    const next = { ...state, ...part }
    store.write(next)
    state = next
  }
  const isSame = (a: Resource, b: Resource): boolean => a.kind === b.kind && a.name === b.name
  return {
    get state() {
      return state
    },
    add(resource) {
      if (!state.resources.some((each) => isSame(each, resource))) change({ resources: [...state.resources, resource] })
    },
    drop: (resource) => change({ resources: state.resources.filter((each) => !isSame(each, resource)) }),
    begin(name) {
      const tries = (state.tries[name] ?? 0) + 1
      change({ tries: { ...state.tries, [name]: tries } })
      return tries
    },
    done: (name) => change({ done: [...state.done, name] }),
  }
}

async function createRole(options: RecorderOptions, keeper: StateKeeper): Promise<string> {
  const { call, experiments, region, account, time, signal } = options
  const RoleName = `${prefix}${keeper.state.run}-${keeper.begin('role')}`
  keeper.add({ kind: 'role', name: RoleName })
  const { executionRole, trust } = policiesFor(experiments, { region, account })
  const input = {
    ...{ RoleName, Path: rolePath, AssumeRolePolicyDocument: JSON.stringify(trust) },
    Tags: [{ Key: tag.key, Value: tag.value }],
  }
  const created = expectSuccess('CreateRole', await call({ service: 'iam', operation: 'CreateRole', input }))
  const policy = { RoleName, PolicyName: 'record', PolicyDocument: JSON.stringify(executionRole) }
  expectSuccess('PutRolePolicy', await call({ service: 'iam', operation: 'PutRolePolicy', input: policy }))
  await time.pause(roleSeconds, signal)
  return textIn(created, 'Role', 'Arn')
}

async function runExperiment(
  experiment: Experiment,
  role: string,
  options: RecorderOptions,
  keeper: StateKeeper,
): Promise<string> {
  const { time, region, account, on, secrets, keep, signal } = options
  const beginning = `${prefix}${keeper.state.run}-${experiment.name}-${keeper.begin(experiment.name)}`
  let created = 0
  const announce = (kind: Resource['kind']): string => {
    created += 1
    const name = `${beginning}-${created}`
    keeper.add({ kind, name })
    return name
  }
  const call = countingCall(options.call, experiment)
  const { lab, exchanges } = createLab(experiment, { call, time, region, role, signal, announce })
  const from = new Date(time.nowMs()).toISOString()
  await experiment.run(lab)
  const until = new Date(time.nowMs()).toISOString()
  const { name, about, settles } = experiment
  const observation = { experiment: name, about, settles, on, region, from, until, handler: handlerSource, exchanges }
  const where = keep(name, formatEvidence(observation, createRedactor(secrets, on === 'aws' ? [account] : [])))
  keeper.done(name)
  return where
}

/** Stops an experiment at the first request beyond its bounds. */
function countingCall(call: CallAws, experiment: Experiment): CallAws {
  const { lambdaRequests, sqsRequests } = boundsOf(experiment)
  const left = { lambda: lambdaRequests, sqs: sqsRequests, iam: 0, sts: 0 }
  return async (request) => {
    left[request.service] -= 1
    if (left[request.service] < 0)
      throw new Error(`${experiment.name} makes more requests to ${request.service} than announced`)
    return call(request)
  }
}

/** Deletes the resources of the state, the latest first. What cannot be deleted is printed and stays. */
async function deleteAll(
  { call, time, print }: RecorderOptions,
  keeper: StateKeeper,
  which: (resource: Resource) => boolean = () => true,
): Promise<void> {
  const unhurried = new AbortController().signal
  for (const resource of keeper.state.resources.filter(which).reverse()) {
    for (let tries = 1; ; tries += 1) {
      try {
        await deleteResource(call, resource)
        keeper.drop(resource)
        break
      } catch (error) {
        if (tries < maxDeletions) {
          // A function that is still being created cannot be deleted yet.
          await time.pause(5, unhurried)
          continue
        }
        print(`${resource.kind} ${resource.name} is left: ${messageOf(error)}`)
        break
      }
    }
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

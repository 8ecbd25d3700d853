import type { Answer, Call, CallAws } from './aws/calls.ts'
import type { PassingTime } from './aws/passing-time.ts'
import type { RecorderState, StateStore } from './state.ts'

/** AWS as a list of what exists. It answers every call, and sends no messages. */
export interface FakeAws {
  readonly call: CallAws
  /** Names of what exists now. */
  names(): readonly string[]
  /** Calls so far, by service. */
  readonly counts: Record<Call['service'], number>
  /** Operations so far. */
  readonly operations: Set<string>
}

const ok = (output: Readonly<Record<string, unknown>> = {}): Answer => ({
  ...{ status: 200, headers: {}, body: JSON.stringify(output), output },
})
const failed = (code: string): Answer => ({
  status: 400,
  headers: { 'x-amzn-errortype': code },
  body: `{"message":"${code}"}`,
})

/** Creations by what they make, and deletions, with the member of their input that names it. */
const creations: Readonly<Record<string, string>> = {
  ...{ CreateFunction: 'FunctionName', CreateQueue: 'QueueName', CreateRole: 'RoleName' },
}
const deletions: Readonly<Record<string, string>> = { DeleteFunction: 'FunctionName', DeleteRole: 'RoleName' }

export function fakeAws(account: string): FakeAws {
  const existing = new Map<string, string>()
  const used = new Set<string>()
  const counts = { lambda: 0, sqs: 0, iam: 0, sts: 0 }
  const operations = new Set<string>()
  const url = (name: string): string => `https://sqs.eu-west-1.amazonaws.com/${account}/${name}`
  const listed = (service: string): readonly string[] =>
    [...existing].filter(([, of]) => of === service).map(([name]) => name)
  const call: CallAws = async ({ service, operation, input }) => {
    counts[service] += 1
    operations.add(`${service}:${operation}`)
    const given = (member: string): string => String(Reflect.get(input, member))
    const created = creations[operation]
    if (created !== undefined) {
      const name = given(created)
      // SQS refuses the name of a queue that was just deleted, and events for a deleted function would run in its successor.
      if (used.has(name)) return failed('ResourceConflictException')
      used.add(name)
      existing.set(name, service)
      const Arn = `arn:aws:${service}:eu-west-1:${account}:${name}`
      return ok({ QueueUrl: url(name), FunctionArn: Arn, Role: { Arn } })
    }
    const deleted = deletions[operation]
    if (deleted !== undefined) return existing.delete(given(deleted)) ? ok() : failed('ResourceNotFoundException')
    const queue = given('QueueUrl').replace(/.*\//, '')
    if (operation === 'DeleteQueue') return existing.delete(queue) ? ok() : failed('QueueDoesNotExist: NonExistent')
    if (operation === 'GetQueueUrl')
      return existing.has(given('QueueName')) ? ok({ QueueUrl: url(given('QueueName')) }) : failed('NonExistentQueue')
    if (operation === 'GetQueueAttributes')
      return ok({ Attributes: { QueueArn: `arn:aws:sqs:eu-west-1:${account}:${queue}` } })
    if (operation === 'GetFunctionConfiguration') return ok({ State: 'Active' })
    if (operation === 'GetCallerIdentity') return ok({ Account: account })
    if (operation === 'ListQueues') return ok({ QueueUrls: listed('sqs').map(url) })
    if (operation === 'ListFunctions')
      return ok({ Functions: listed('lambda').map((FunctionName) => ({ FunctionName })) })
    if (operation === 'ListRoles') return ok({ Roles: listed('iam').map((RoleName) => ({ RoleName })) })
    return ok()
  }
  return { call, names: () => [...existing.keys()], counts, operations }
}

/** Time that passes as fast as it is asked to. */
export function fakeTime(): PassingTime {
  let nowMs = Date.parse('2026-11-28T12:00:00Z')
  return {
    nowMs: () => nowMs,
    async pause(seconds, signal) {
      signal.throwIfAborted()
      nowMs += seconds * 1_000
    },
    held: false,
    holdMs: (seconds) => seconds * 1_000,
  }
}

/** A process that dies at its n-th step: a call before it arrives, a call before its answer, or a write of the state. */
export interface Mortal {
  readonly call: CallAws
  readonly store: StateStore
  readonly time: PassingTime
  readonly steps: () => number
  readonly isDead: () => boolean
}

/** @param state - what survives the process */
export function mortal(
  aws: FakeAws,
  state: { current: RecorderState | undefined },
  diesAt: number = Number.POSITIVE_INFINITY,
): Mortal {
  let steps = 0
  const step = (): void => {
    steps += 1
    if (steps >= diesAt) throw new Error('the process is dead')
  }
  const time = fakeTime()
  return {
    async call(request) {
      step()
      const answer = await aws.call(request)
      step()
      return answer
    },
    store: {
      lock: () => () => {},
      read: () => state.current,
      write(next) {
        step()
        state.current = next
        step()
      },
      remove() {
        step()
        state.current = undefined
      },
    },
    time: {
      ...time,
      async pause(seconds, signal) {
        if (steps >= diesAt) throw new Error('the process is dead')
        await time.pause(seconds, signal)
      },
    },
    steps: () => steps,
    isDead: () => steps >= diesAt,
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import { NotOffered } from '../not-offered.ts'
import { type Answer, member } from './answer.ts'
import { archiveOf } from './archive.ts'
import { testFunctionCode } from './handlers.ts'
import type { LambdaCalls } from './lambda-calls.ts'
import { paths } from './paths.ts'

/** A function under test. */
export interface TestFunction {
  readonly name: string
  /** Without a qualifier. */
  readonly arn: string
}

/** What a function is created with. */
export interface FunctionOptions {
  readonly timeoutSeconds?: number
  readonly deadLetterArn?: string
  readonly role?: string
}

/** How functions come into being at an endpoint. */
export interface FunctionSource {
  readonly lambda: LambdaCalls
  readonly runtime: string
  /** Beginning of every name. */
  readonly prefix: string
  role(): Promise<string>
}

/** Functions, created for scenarios and lent again where nothing but their settings has changed. */
export interface Functions {
  create(options: FunctionOptions): Promise<TestFunction>
  remove(made: TestFunction): Promise<void>
  /** A function for settings and events, whose settings and reserved concurrency `giveBack` removes. */
  borrow(): Promise<TestFunction>
  giveBack(made: TestFunction): Promise<void>
  /** Removes what is left; calls `failed` with each error. */
  removeAll(failed: (error: unknown) => void): Promise<void>
}

/** Time for a function to become active, and for a new role to spread. */
const patienceMs = 60_000

/** Creates functions at an endpoint. */
export function createdFunctions({ lambda, runtime, prefix, role }: FunctionSource): Functions {
  const free: TestFunction[] = []
  const alive = new Map<string, TestFunction>()
  let count = 0
  const { file, source } = testFunctionCode(runtime)
  const ZipFile = archiveOf(file, source).toString('base64')

  const create = async ({
    timeoutSeconds = 60,
    deadLetterArn,
    role: given,
  }: FunctionOptions): Promise<TestFunction> => {
    count += 1
    const FunctionName = `${prefix}-f${count}`
    const body = {
      ...{ FunctionName, Runtime: runtime, Handler: 'index.handler', Code: { ZipFile } },
      ...{ Role: given ?? (await role()), Timeout: timeoutSeconds },
      ...(deadLetterArn !== undefined && { DeadLetterConfig: { TargetArn: deadLetterArn } }),
    }
    // From here on it may exist, whatever becomes of the answer.
    alive.set(FunctionName, { name: FunctionName, arn: '' })
    const answer = await created(lambda, body).catch((error) => {
      if (error instanceof NotOffered) alive.delete(FunctionName)
      throw error
    })
    const arn = member(answer.body, 'FunctionArn')
    if (typeof arn !== 'string') throw new NotOffered('CreateFunction answers without FunctionArn')
    const made = { name: FunctionName, arn: arn.replace(/:\$LATEST$/, '') }
    alive.set(FunctionName, made)
    await active(lambda, FunctionName)
    return made
  }
  const remove = async ({ name }: TestFunction): Promise<void> => {
    const { status } = await lambda.call('DELETE', paths.function(name))
    if (status >= 300 && status !== 404) throw new Error(`DeleteFunction ${name} answers ${status}`)
    alive.delete(name)
  }
  return {
    create,
    remove,
    borrow: async () => free.pop() ?? create({}),
    async giveBack(made) {
      await lambda.call('DELETE', paths.settings(made.name)).catch(() => undefined)
      await lambda.call('DELETE', paths.putConcurrency(made.name)).catch(() => undefined)
      free.push(made)
    },
    async removeAll(failed) {
      for (const made of [...alive.values()]) await remove(made).catch(failed)
    },
  }
}

/** One function of the caller's, for every scenario in turn. Its own settings are put back at the end. */
export async function ownFunction(lambda: LambdaCalls, name: string, arn: string): Promise<Functions> {
  const before = await lambda.call('GET', paths.settings(name)).catch(() => undefined)
  const made = { name, arn }
  return {
    async create() {
      throw new NotOffered('the function is your own, and this scenario needs one that it configures itself')
    },
    async remove() {},
    borrow: async () => made,
    async giveBack() {
      await lambda.call('DELETE', paths.settings(name)).catch(() => undefined)
    },
    async removeAll(failed) {
      if (before?.status !== 200) return
      await lambda.succeed('PUT', paths.settings(name), withoutNulls(before.body)).catch(failed)
    },
  }
}

/** Creates a function; a role that was made a moment ago may still be unknown to Lambda. */
async function created(lambda: LambdaCalls, body: object): Promise<Answer> {
  const deadlineMs = Date.now() + patienceMs
  for (;;) {
    const answer = await lambda.call('POST', paths.functions, body)
    if (answer.status === 201 || answer.status === 200) return answer
    const isRole = answer.status === 400 && /role/i.test(answer.message ?? '')
    if (!isRole || Date.now() > deadlineMs || !/cannot be assumed/.test(answer.message ?? ''))
      throw new NotOffered(`CreateFunction answers ${answer.status}: ${answer.message ?? answer.text.slice(0, 200)}`)
    await pause(2_000)
  }
}

async function active(lambda: LambdaCalls, name: string): Promise<void> {
  const deadlineMs = Date.now() + patienceMs
  for (;;) {
    const { body } = await lambda.succeed('GET', paths.configuration(name))
    const state = member(body, 'State')
    if (state !== 'Pending') return
    if (Date.now() > deadlineMs) throw new NotOffered(`the function stays Pending for ${patienceMs / 1_000} s`)
    await pause(200)
  }
}

/** Settings as they are sent, from settings as they are answered. */
function withoutNulls(settings: unknown): object {
  const wanted = ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig']
  const kept = wanted.flatMap((name) => {
    const value = member(settings, name)
    return value === null || value === undefined ? [] : [[name, value]]
  })
  const text = JSON.stringify(Object.fromEntries(kept), (_, value: unknown) => value ?? undefined)
  return JSON.parse(text)
}

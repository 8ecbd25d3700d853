import type { Answer } from '../bench/answer.ts'
import type { Bench } from '../bench/bench.ts'
import { like, Matching } from '../compare/differences.ts'
import type { EndpointScenario } from '../scenario.ts'

/** What a request is about: a function that exists, and names that do not. */
export interface Subject {
  readonly name: string
  /** Without a qualifier. */
  readonly arn: string
  readonly region: string
  /** A region that is not the endpoint's. */
  readonly otherRegion: string
  /** `arn:aws:<service>:<region>:<account>:<resource>` */
  arnOf(service: string, resource: string): string
}

/** A request that Lambda answers in one way whatever was before it. */
export interface OneRequest {
  readonly name: string
  readonly shows: readonly string[]
  request(subject: Subject): {
    readonly method: string
    readonly path: string
    readonly body?: object | string | Uint8Array
    readonly headers?: Readonly<Record<string, string>>
  }
  /** Status, code and message, or what else the answer must have. */
  answer(subject: Subject): Readonly<Partial<Record<keyof Answer, unknown>>>
}

/** A scenario of one request. */
export function oneRequest({ name, shows, request, answer }: OneRequest): EndpointScenario {
  return {
    ...{ name, shows, seconds: 5 },
    async run(bench) {
      const subject = await subjectOf(bench)
      const { method, path, body, headers } = request(subject)
      checkAnswer(bench, shows, 'the answer', await bench.call(method, path, body, headers), answer(subject))
    },
  }
}

/** Notes how an answer is another one: by its status alone if that differs, since the rest then follows from it. */
export function checkAnswer(
  bench: Bench,
  ids: string | readonly string[],
  subject: string,
  seen: Answer,
  expected: Readonly<Partial<Record<keyof Answer, unknown>>>,
): void {
  const isComparable = seen.status === expected.status
  bench.check(ids, subject, isComparable ? seen : inWords(seen), isComparable ? expected : inWords(expected))
}

function isGiven(value: unknown): boolean {
  return value !== undefined
}

function inWords({ status, code, message }: Readonly<Partial<Record<keyof Answer, unknown>>>): string {
  return [status, code, message]
    .filter(isGiven)
    .map((each) => (each instanceof Matching ? each.words : each))
    .join(' ')
}

async function subjectOf(bench: Bench): Promise<Subject> {
  const { name, arn } = await bench.borrow()
  const { region } = bench
  const accountId = arn.split(':')[4] ?? ''
  const otherRegion = region === 'eu-west-1' ? 'us-west-2' : 'eu-west-1'
  const arnOf = (service: string, resource: string): string => `arn:aws:${service}:${region}:${accountId}:${resource}`
  return { name, arn, region, otherRegion, arnOf }
}

/** Text that begins with a sentence; what follows is not compared. */
export function beginning(text: string): ReturnType<typeof like> {
  return like(new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`))
}

/** A 400 with the code that most refusals have. */
export const invalid = (message: unknown) => ({ status: 400, code: 'InvalidParameterValueException', message })
/** A 404. */
export const notFound = (message: unknown) => ({ status: 404, code: 'ResourceNotFoundException', message })
/** A 400 for a value that the model does not admit. */
export const unmodelled = (value: string | number, member: string, constraint: string) => ({
  status: 400,
  code: 'ValidationException',
  message: beginning(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
  ),
})

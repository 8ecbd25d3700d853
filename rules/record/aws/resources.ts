import type { Resource } from '../state.ts'
import type { Answer, CallAws } from './calls.ts'

/** Beginning of every name that the recorder makes. It touches nothing else. */
export const prefix = 'async-invoke-record-'
/** Path of its roles in IAM, which lists roles by path. */
export const rolePath = '/async-invoke-record/'
/** Tag of everything that it makes. */
export const tag = { key: 'async-invoke-record', value: 'temporary' } as const

/** Fails if an answer is none of success, except for the errors in `allowed`. */
export function expectSuccess(what: string, answer: Answer, allowed = /^$/): Answer {
  if (answer.status < 300 || allowed.test(errorOf(answer))) return answer
  throw new Error(`${what} answered ${answer.status}: ${answer.body.slice(0, 300)}`)
}

/** A text in the output of a success, by its path. Fails without one. */
export function textIn({ output }: Answer, ...path: readonly string[]): string {
  const value = path.reduce<unknown>((from, name) => Reflect.get(Object(from), name), output)
  if (typeof value !== 'string') throw new Error(`an answer has no ${path.join('.')}`)
  return value
}

/** Code and message of an error, in whatever the service writes them. */
export function errorOf({ headers, body }: Answer): string {
  return `${headers['x-amzn-errortype'] ?? headers['x-amzn-query-error'] ?? ''} ${body}`
}

const absent = /NotFound|NonExistent|NoSuchEntity|does not exist/

/** Deletes a resource; one that is not there counts as deleted. */
export async function deleteResource(call: CallAws, { kind, name }: Resource): Promise<void> {
  if (!name.startsWith(prefix)) throw new Error(`${name} does not begin with ${prefix}`)
  const run = async (service: 'lambda' | 'sqs' | 'iam', operation: string, input: object): Promise<Answer> =>
    expectSuccess(`${operation} of ${name}`, await call({ service, operation, input }), absent)
  if (kind === 'function') {
    await run('lambda', 'DeleteFunction', { FunctionName: name })
    return
  }
  if (kind === 'queue') {
    const { output } = await run('sqs', 'GetQueueUrl', { QueueName: name })
    if (output !== undefined) await run('sqs', 'DeleteQueue', { QueueUrl: output.QueueUrl })
    return
  }
  await run('iam', 'DeleteRolePolicy', { RoleName: name, PolicyName: 'record' })
  await run('iam', 'DeleteRole', { RoleName: name })
}

/**
 * Finds what has a recorder's name, whatever a state file says.
 *
 * @param beginning - of the names; all recorders' by default
 */
export async function findLeft(call: CallAws, withRoles: boolean, beginning = prefix): Promise<readonly Resource[]> {
  const queues = await list(call, 'sqs', 'ListQueues', { QueueNamePrefix: beginning, MaxResults: 1_000 }, 'NextToken')
  const functions = await list(call, 'lambda', 'ListFunctions', {}, 'NextMarker')
  const roles = withRoles ? await list(call, 'iam', 'ListRoles', { PathPrefix: rolePath }, 'Marker') : []
  const named = [
    ...queues
      .flatMap((page) => stringsIn(page.QueueUrls))
      .map((url) => ({ kind: 'queue' as const, name: url.replace(/.*\//, '') })),
    ...functions
      .flatMap((page) => namesIn(page.Functions, 'FunctionName'))
      .map((name) => ({ kind: 'function' as const, name })),
    ...roles.flatMap((page) => namesIn(page.Roles, 'RoleName')).map((name) => ({ kind: 'role' as const, name })),
  ]
  return named.filter(({ name }) => name.startsWith(beginning))
}

async function list(
  call: CallAws,
  service: 'lambda' | 'sqs' | 'iam',
  operation: string,
  input: object,
  marker: 'NextToken' | 'NextMarker' | 'Marker',
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const pages: Readonly<Record<string, unknown>>[] = []
  for (let from: unknown; ; ) {
    const next = from === undefined ? {} : { [marker === 'NextMarker' ? 'Marker' : marker]: from }
    const { output = {} } = expectSuccess(operation, await call({ service, operation, input: { ...input, ...next } }))
    pages.push(output)
    from = output[marker]
    if (from === undefined || from === null || from === '') return pages
  }
}

function stringsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

function namesIn(value: unknown, name: string): readonly string[] {
  return stringsIn(Array.isArray(value) ? value.map((each) => Reflect.get(Object(each), name)) : [])
}

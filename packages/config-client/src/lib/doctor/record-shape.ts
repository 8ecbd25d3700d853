/** What Lambda's events on an event bus have in one place (DST-4, 6), as far as patterns can tell. */
export type Shape =
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  | { readonly kind: 'arn'; readonly forms: readonly RegExp[] }
  | { readonly kind: 'string' }
  | { readonly kind: 'number' }
  | { readonly kind: 'anything' }
  | Members

/** An object. Members without a value are left out (REC-4). */
export interface Members {
  readonly kind: 'members'
  readonly required: Readonly<Record<string, Shape>>
  readonly optional: Readonly<Record<string, Shape>>
}

const oneOf = (...values: string[]): Shape => ({ kind: 'one-of', values })
const members = (required: Members['required'], optional: Members['optional'] = {}): Members => {
  return { kind: 'members', required, optional }
}
const [string, number, anything] = [{ kind: 'string' }, { kind: 'number' }, { kind: 'anything' }] as const

/** Always with a qualifier (REC-1). */
const functionArn = /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+:[\w$-]+$/
const busArn = /^arn:aws[\w-]*:events:[\w-]+:\d{12}:event-bus\/[\w./-]+$/

/** The source has no `aws.` prefix. */
export const recordSource = 'lambda'
const resultOfInvocation = 'Lambda Function Invocation Result'

/** With an ASCII hyphen; each condition but Success is a Failure (DST-5). */
const detailTypes = { success: `${resultOfInvocation} - Success`, failure: `${resultOfInvocation} - Failure` }
const failures = ['RetriesExhausted', 'EventAgeExceeded', 'ZeroReservedConcurrency']

/** The kinds of event that Lambda puts on a bus: of successes, and of failures (TRM-1). */
export const recordShapes: readonly Members[] = [
  eventOf(detailTypes.success, oneOf('Success'), {}),
  // The record of a stopped loop was never seen; one client names its condition so (U-01).
  eventOf(detailTypes.failure, oneOf(...failures, 'RecursiveInvocation'), {
    functionError: oneOf('Unhandled', 'Handled'),
  }),
]

/** The conditions to recommend (TRM-1). */
export const knownConditions = ['Success', ...failures]

function eventOf(detailType: string, condition: Shape, responseMembers: Members['optional']): Members {
  const detail = members(
    {
      version: oneOf('1.0'),
      timestamp: string,
      requestContext: members({
        requestId: string,
        functionArn: arn(functionArn),
        condition,
        approximateInvokeCount: number,
      }),
      requestPayload: anything,
    },
    {
      responseContext: members({ statusCode: number }, { executedVersion: string, ...responseMembers }),
      responsePayload: anything,
      deliveryError: members({ statusCode: number, errorCode: string, errorMessage: string }),
    },
  )
  return members(
    {
      ...{ version: oneOf('0'), id: string, account: string, time: string, region: string, detail },
      ...{ source: oneOf(recordSource), 'detail-type': oneOf(detailType), resources: arn(busArn, functionArn) },
    },
    { 'replay-name': string },
  )
}

function arn(...forms: RegExp[]): Shape {
  return { kind: 'arn', forms }
}

/** True if a value is meant to be a record's detail-type, in any case and with any dash. */
export function namesResult(text: string): boolean {
  return lettersOf(text).includes(lettersOf(resultOfInvocation))
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, '')
}

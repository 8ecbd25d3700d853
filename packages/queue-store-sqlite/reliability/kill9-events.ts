/** The events of the kill runs: each id implies how its attempts end. */
import type { FunctionPromises } from '@async-invoke/engine/internal'

/** How often an event may kill its process before it is poison. */
export const maxDeliveriesWithoutOutcome = 6

/** The event that kills its process in every attempt. */
export const poisonId = 'drain-0-0-poison'

const kinds = ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'once', 'always'] as const

export const idOf = (round: string, caller: number, n: number): string =>
  `${round}-${caller}-${n}-${kinds[n % kinds.length]}`

const numberOf = (id: string): number => Number(id.split('-').at(-2))

export const functionOf = (id: string): string => `f-${numberOf(id) % 5}`

/** Of all sizes: some bodies lie beside their item, in a table of their own. */
export const payloadOf = (id: string): string =>
  `{"requestId": "${id}", "amount": 1.50, "text": "${'x'.repeat((numberOf(id) * 37) % 3_000)}"}`

export function failsIn(id: string, attempt: number): boolean {
  return id.endsWith('-always') || (id.endsWith('-once') && attempt === 1)
}

export const queueArn = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`

export function promisesOf(functionName: string): FunctionPromises {
  return {
    functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionName}:$LATEST`,
    ...{ maxRetries: 2, maxAgeMs: 21_600_000, routes: new Set(['OnSuccess', 'OnFailure', 'DeadLetter']) },
  }
}

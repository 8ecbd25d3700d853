import type { LambdaClient } from '@aws-sdk/client-lambda'
import type { Destination } from '../destination/destination.ts'
import { createLambdaCarrier } from './carrier.ts'
import { formatLambdaInvocation, type LambdaInvokeInput } from './invocation.ts'
import { lambdaMeasure } from './measure.ts'

export const lambdaDestination: Destination<LambdaInvokeInput, LambdaClient> = {
  measure: lambdaMeasure,
  format: formatLambdaInvocation,
  carrierOver: createLambdaCarrier,
}

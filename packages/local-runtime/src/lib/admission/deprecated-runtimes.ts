import type { Refusal } from '@async-invoke/schemas'
import { createRefusal } from '@async-invoke/schemas/internal'

/**
 * Runtimes with which no function can be created any more. Others are deprecated too, but Lambda still admits them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated
 */
const blocked: ReadonlySet<string> = new Set(
  `nodejs nodejs4.3 nodejs4.3-edge nodejs6.10 nodejs8.10 nodejs10.x nodejs12.x nodejs14.x python2.7 python3.6 python3.7
java8 dotnetcore1.0 dotnetcore2.0 dotnetcore2.1 dotnetcore3.1 go1.x ruby2.5 ruby2.7 provided`.split(/\s/),
)

/** Refuses a runtime that has reached the end of its support (FNC-16). */
export function checkDeprecatedRuntime(runtime: string | undefined): readonly Refusal[] {
  if (runtime === undefined || !blocked.has(runtime)) return []
  const message = `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`
  return [createRefusal('FNC-16', 'InvalidParameterValueException', 'runtime', runtime, message)]
}

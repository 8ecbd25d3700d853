import { LambdaError } from '../http/lambda-error.ts'
import type { CodeSigningConfigs } from '../registry/code-signing-configs.ts'

/**
 * Refuses a function's code signing configuration that does not exist (FNC-27).
 *
 * @throws {@link LambdaError} when `arn` names none
 */
export function refuseAbsentCodeSigning(arn: string | undefined, configs: CodeSigningConfigs): void {
  if (arn === undefined || configs.get(arn) !== undefined) return
  const message = `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${arn}.`
  throw new LambdaError('CodeSigningConfigNotFoundException', message)
}

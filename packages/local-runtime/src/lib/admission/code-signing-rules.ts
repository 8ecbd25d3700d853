import type { Refusal } from '@async-invoke/schemas'
import { checkLength, checkMember, type ModelRule } from './model-rules.ts'
import { arnPattern } from './policy-rules.ts'

/** ARN of a code signing configuration. */
export const codeSigningArnRule: ModelRule = {
  maxLength: 200,
  pattern:
    'arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:code-signing-config:csc-[a-z0-9]{17}',
}

/** A code signing configuration, as requested. */
export interface CodeSigningRequest {
  readonly description: string | undefined
  readonly profileArns: readonly string[] | undefined
  readonly untrusted: string | undefined
}

/**
 * Checks a code signing configuration against the model (FNC-27).
 *
 * @param required - whether it has to name publishers
 */
export function checkCodeSigning(
  { description, profileArns, untrusted }: CodeSigningRequest,
  required: boolean,
): readonly Refusal[] {
  const path = 'allowedPublishers.signingProfileVersionArns'
  return [
    ...checkMember('description', description, { maxLength: 256 }),
    ...(required && profileArns === undefined ? checkMember('allowedPublishers', undefined, { required }) : []),
    ...checkLength(path, profileArns, { minLength: 1, maxLength: 20 }),
    ...(profileArns ?? []).flatMap((arn) => checkMember(path, arn, { pattern: arnPattern })),
    ...checkMember('codeSigningPolicies.untrustedArtifactOnDeployment', untrusted, { values: ['Warn', 'Enforce'] }),
  ]
}

import type { Refusal } from '@async-invoke/schemas'
import type { UrlCors } from '../registry/attachment.ts'
import { checkLength, checkMember } from './model-rules.ts'

/** Members of a function's URL, as requested. */
export interface UrlRequest {
  readonly authType: string | undefined
  readonly invokeMode: string | undefined
  readonly cors: UrlCors | undefined
}

/** A qualifier is an alias only: versions have no URL. As the service's message prints it. */
const aliasPattern = '((?!^\\d+$)^[0-9a-zA-Z-_]+$)'

export function checkUrlQualifier(qualifier: string | undefined): readonly Refusal[] {
  return checkMember('qualifier', qualifier, { maxLength: 128, pattern: aliasPattern })
}

/**
 * Checks the URL of a function against the model (FNC-28).
 *
 * @param required - whether it has to say who may call it
 */
export function checkUrl({ authType, invokeMode, cors = {} }: UrlRequest, required: boolean): readonly Refusal[] {
  return [
    ...checkMember('authType', authType, { required, values: ['NONE', 'AWS_IAM'] }),
    ...checkMember('invokeMode', invokeMode, { values: ['BUFFERED', 'RESPONSE_STREAM'] }),
    ...checkLength('cors.allowHeaders', cors.AllowHeaders, { maxLength: 100 }),
    ...checkLength('cors.allowMethods', cors.AllowMethods, { maxLength: 6 }),
    ...checkLength('cors.allowOrigins', cors.AllowOrigins, { maxLength: 100 }),
    ...checkLength('cors.exposeHeaders', cors.ExposeHeaders, { maxLength: 100 }),
    ...checkMember('cors.maxAge', cors.MaxAge, { minimum: 0, maximum: 86_400 }),
  ]
}

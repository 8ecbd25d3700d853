import { DestinationError, type DestinationErrorCode } from './destination-error.ts'

/** The result of sending one record or dead letter. */
export type SendResult =
  | {
      readonly status: 'sent'
      readonly destinationArn: string
      /** Number of requests that included it, without the retries of the SDK client. */
      readonly attempts: number
      /** Id that the service gave the message or event; missing for Lambda and S3. */
      readonly messageId?: string
      /** True if its payloads were dropped because it was too large (U-02). */
      readonly payloadDropped: boolean
    }
  | {
      readonly status: 'failed'
      readonly destinationArn: string
      /** Number of requests that included it; 0 if there was none. */
      readonly attempts: number
      readonly error: DestinationError
    }

/** A result without a message on its way. */
export type FailedResult = Extract<SendResult, { readonly status: 'failed' }>

export function refused(destinationArn: string, cause: unknown, signal: AbortSignal | undefined): FailedResult {
  if (signal?.aborted)
    return failed('aborted', destinationArn, `aborted before ${destinationArn} accepted the message`, { cause })
  const what = isOfService(cause) ? 'refused the message' : 'was not reached'
  return failed('refused', destinationArn, `${destinationArn} ${what}: ${reasonOf(cause)}`, { cause })
}

/** Whether an error is the service's: without credentials or a connection, the SDK has sent nothing. */
function isOfService(cause: unknown): boolean {
  const { name, code, $fault } = (cause ?? {}) as {
    readonly name?: string
    readonly code?: string
    readonly $fault?: string
  }
  return $fault !== undefined || (name !== 'CredentialsProviderError' && code === undefined)
}

export function failed(
  code: DestinationErrorCode,
  destinationArn: string,
  message: string,
  options?: ErrorOptions,
): FailedResult {
  return {
    status: 'failed',
    destinationArn,
    attempts: 0,
    error: new DestinationError(code, destinationArn, message, options),
  }
}

export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
}

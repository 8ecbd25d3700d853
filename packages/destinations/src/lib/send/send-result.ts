import { DestinationError, type DestinationErrorCode } from './destination-error.ts'

/** The result of sending one record or dead letter. */
export type SendResult =
  | {
      readonly status: 'sent'
      readonly destinationArn: string
      /** Requests that it was part of; retries of the SDK client are not counted. */
      readonly attempts: number
      /** The service's id of the message or event; Lambda and S3 give none. */
      readonly messageId?: string
      /** Its payloads were left out, since it was too large with them (U-02). */
      readonly payloadDropped: boolean
    }
  | {
      readonly status: 'failed'
      readonly destinationArn: string
      /** 0 when no request was made for it. */
      readonly attempts: number
      readonly error: DestinationError
    }

export function refused(destinationArn: string, cause: unknown, signal: AbortSignal | undefined): SendResult {
  if (signal?.aborted) return failed('aborted', destinationArn, `aborted before ${destinationArn} had it`, { cause })
  return failed('refused', destinationArn, `${destinationArn} did not take it: ${reasonOf(cause)}`, { cause })
}

export function failed(
  code: DestinationErrorCode,
  destinationArn: string,
  message: string,
  options?: ErrorOptions,
): SendResult {
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

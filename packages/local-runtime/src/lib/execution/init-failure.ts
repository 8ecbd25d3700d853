import { runtimeExited } from './error-payload.ts'
import type { ProcessEnd } from './process/runtime-process.ts'

/** Initialization error that a runtime has reported before it exits. */
export interface ReportedInitError {
  readonly payload: Uint8Array
  readonly errorType: string | undefined
}

/**
 * Error type that the log shows for a failed initialization: the one that the runtime has reported, or else one for the
 * end of its process.
 */
export function describeInitFailure(
  end: ProcessEnd,
  reported: ReportedInitError | undefined,
): { readonly errorType: string } {
  if (reported === undefined) return { errorType: runtimeExited('', end).errorType }
  return { errorType: reported.errorType ?? errorTypeIn(reported.payload) ?? 'Runtime.Unknown' }
}

function errorTypeIn(payload: Uint8Array): string | undefined {
  try {
    const { errorType } = JSON.parse(new TextDecoder().decode(payload))
    return typeof errorType === 'string' ? errorType : undefined
  } catch {
    return undefined
  }
}

import { runtimeExited } from './error-payload.ts'
import type { ProcessEnd } from './process/runtime-process.ts'

/** What a runtime said of its initialization before it went. */
export interface ReportedInitError {
  readonly payload: Uint8Array
  readonly errorType: string | undefined
}

/** What the log calls an initialization that failed: by the runtime's own word for it, or by how its process ended. */
export function initFailureOf(
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

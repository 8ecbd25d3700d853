// Part of every runtime, and of none of the type libraries that this package is compiled with.
declare const TextEncoder: new () => { encode(text: string): Uint8Array }
declare const TextDecoder: new (label: string, options: { ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string }

/** Bytes of UTF-8 that an `ErrorMessage` attribute keeps (DLQ-4). */
const maximumErrorMessageBytes = 1_024

/** What Lambda says in `ErrorMessage` where no function did (DLQ-2); its words, the missing blank included. */
export const deadLetterSentences = {
  throttled: 'Rate Exceeded.',
  zeroReservedConcurrency: 'Function not invoked. Function isconfigured with zero reserved concurrent executions',
  /** `functionArn` is qualified. */
  targetMissing: (functionArn: string): string => `Function not found: ${functionArn}`,
} as const

/**
 * The first 1,024 bytes of a text; a character that the cut goes through becomes U+FFFD, so that the result may have
 * 1,026 bytes (DLQ-4).
 *
 * @example firstKilobyte(`x${'é'.repeat(600)}`) // 'x', 511 times 'é', U+FFFD
 */
export function firstKilobyte(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, maximumErrorMessageBytes))
}

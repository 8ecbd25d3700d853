/** When SQS received a message, in milliseconds since 1970; `undefined` where the message does not tell. */
export function sentAtOf(message: unknown): number | undefined {
  const { Attributes } = (message ?? {}) as { readonly Attributes?: { readonly SentTimestamp?: unknown } | null }
  const sentAtMs = Number(Attributes?.SentTimestamp)
  // The latest time that a date can be.
  return Math.abs(sentAtMs) <= 8.64e15 ? sentAtMs : undefined
}

/** As {@link sentAtOf}, of a document that may be a message, as `read --output` writes it. */
export function sentAtIn(document: string | Uint8Array): number | undefined {
  const text = typeof document === 'string' ? document : Buffer.from(document).toString()
  if (!text.includes('"SentTimestamp"')) return undefined
  try {
    return sentAtOf(JSON.parse(text))
  } catch {
    return undefined
  }
}

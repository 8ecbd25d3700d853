/** Members of inputs that make a repetition without effect. */
const tokens = [
  'ClientRequestToken',
  'ClientToken',
  'clientToken',
  'clientRequestToken',
  'IdempotencyToken',
  'MessageDeduplicationId',
]

/** What makes a repetition of a command, or of an entry of a batch, without effect; `undefined` for nothing. */
export function tokenOf(operation: string, input: Readonly<Record<string, unknown>>): string | undefined {
  const named = /^(StartExecution$|Create)/.test(operation) ? (input.name ?? input.Name) : undefined
  const token = tokens.map((member) => input[member]).find(Boolean) ?? named
  return typeof token === 'string' ? token : undefined
}

import { createHash } from 'node:crypto'

export function md5(content: string | Uint8Array): string {
  return createHash('md5').update(content).digest('hex')
}

/** A message attribute with a string as its value. */
export interface StringAttribute {
  readonly DataType: string
  readonly StringValue: string
}

/**
 * The checksum that SQS returns for message attributes: of each, by name, the length and text of name, type and value, and
 * a 1 for a string.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(attributes: Readonly<Record<string, StringAttribute>>): string {
  const hash = createHash('md5')
  const update = (text: string): void => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(Buffer.byteLength(text))
    hash.update(length).update(text)
  }
  const byName = Object.entries(attributes).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  for (const [name, { DataType, StringValue }] of byName) {
    update(name)
    update(DataType)
    hash.update(Uint8Array.of(1))
    update(StringValue)
  }
  return hash.digest('hex')
}

/** An id in the form of a UUID that is the same for the same seed, so that tests can expect it. */
export function idOf(seed: string): string {
  const digits = md5(seed)
  return [8, 12, 16, 20].reduceRight((id, at) => `${id.slice(0, at)}-${id.slice(at)}`, digits)
}

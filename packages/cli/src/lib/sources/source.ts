import { UsageError } from '../command-error.ts'

/** Where outcomes come from. */
export type Source =
  | { readonly kind: 'stdin' }
  | { readonly kind: 'inbox' }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'queue'; readonly url: string; readonly region: string | undefined }
  | { readonly kind: 'bucket'; readonly bucket: string; readonly prefix: string }

/**
 * Parses a source: `-`, a file or folder, `sqs:URL`, `s3:BUCKET/PREFIX`, or `inbox`; a file of that name is
 * `./inbox`.
 *
 * @throws {@link UsageError} when the part after `sqs:` or `s3:` is not of that form
 * @example
 * parseSource('s3:failures/2026/') // { kind: 'bucket', bucket: 'failures', prefix: '2026/' }
 */
export function parseSource(text: string): Source {
  if (text === '-') return { kind: 'stdin' }
  if (text === 'inbox') return { kind: 'inbox' }
  if (text.startsWith('sqs:')) return parseQueue(text.slice('sqs:'.length))
  if (!text.startsWith('s3:')) return { kind: 'path', path: text }
  const [, bucket, prefix = ''] = /^s3:(?:\/\/)?([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/s.exec(text) ?? []
  if (bucket === undefined)
    throw new UsageError(`s3: needs the name of a bucket, 3 to 63 characters, as in s3:failures/2026/: ${text}`)
  return { kind: 'bucket', bucket, prefix }
}

/**
 * Parses the URL of a queue.
 *
 * @throws {@link UsageError} when it is none
 */
export function parseQueue(url: string): Extract<Source, { kind: 'queue' }> {
  if (!/^https?:\/\/[^/]+\/\S+$/.test(url) || !URL.canParse(url))
    throw new UsageError(
      `sqs: needs the URL of a queue, as in sqs:https://sqs.us-east-1.amazonaws.com/123456789012/failures: ${url}`,
    )
  const [, region] = /^(?:sqs\.|queue\.)?([a-z]{2,}(?:-[a-z]+)+-\d)\./.exec(new URL(url).hostname) ?? []
  return { kind: 'queue', url, region }
}

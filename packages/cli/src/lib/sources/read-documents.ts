import type { ClientConfig } from '../aws/client-config.ts'
import { endpointOf } from '../config/endpoint-flag.ts'
import { readBucket } from './read-bucket.ts'
import { readFiles } from './read-files.ts'
import { readInbox } from './read-inbox.ts'
import type { Source } from './source.ts'
import type { SourceItem } from './source-item.ts'

/** A source that is read without changing anything; a queue hides what it hands out. */
export type DocumentSource = Exclude<Source, { readonly kind: 'queue' }>

/**
 * Reads the documents of a source, a chunk at a time.
 *
 * @throws {@link CommandError} when it cannot be read
 */
export function readDocuments(
  source: DocumentSource,
  config: ClientConfig,
  signal: AbortSignal,
): AsyncGenerator<readonly SourceItem[]> {
  if (source.kind === 'bucket') return readBucket(source, config)
  if (source.kind === 'inbox') return readInbox(endpointOf(config))
  return readFiles(source.kind === 'path' ? source.path : undefined, { signal })
}

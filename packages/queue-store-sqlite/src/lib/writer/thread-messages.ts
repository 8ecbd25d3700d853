import type { ClaimMessage } from '../contents/current-contents.ts'
import type { ClaimContents, Content } from '../contents/read-contents.ts'
import type { IntegrityReport } from '../database/integrity.ts'
import type { DatabaseOptions } from '../database/open-database.ts'
import type { ErrorReport } from '../store-error.ts'
import type { ProgramBuffers, ProgramMessage } from '../tables/write-program.ts'
import type { StoredPart } from './read-stored.ts'
import type { FailedCalls } from './run-program.ts'

export type WriterData = DatabaseOptions

/** A request to the writer thread; replies come in the order of requests. */
export type WriterRequest =
  | { readonly type: 'write'; readonly program: ProgramMessage }
  | { readonly type: 'claim'; readonly claim: ClaimMessage }
  /** Reads the next part of the items that were stored at opening. */
  | { readonly type: 'read' }
  /** Reads states and the beginnings of bodies, and hands nothing out. */
  | { readonly type: 'peek'; readonly seqs: Float64Array; readonly maxBodyBytes: number }
  /** Applies the journal to the database, which is then complete after each of its transactions, until `release`. */
  | { readonly type: 'hold' }
  | { readonly type: 'release' }
  | { readonly type: 'close' }

/** A message from the writer thread: `opened`, then one reply per request. */
export type WriterReply =
  | {
      readonly type: 'opened'
      readonly opening: number
      readonly flushMs: number
      readonly afterCrash: boolean
      readonly integrity: IntegrityReport
      readonly pausedLanes: readonly string[]
      /** Number of items that were stored. */
      readonly items: number
      readonly lastSeq: number
      /** True if the items are too many to read them before the store is used. */
      readonly isLarge: boolean
    }
  | ({ readonly type: 'read' } & StoredPart)
  | { readonly type: 'written'; readonly failed: FailedCalls; readonly buffers: ProgramBuffers }
  | { readonly type: 'claimed'; readonly contents: ClaimContents }
  | { readonly type: 'peeked'; readonly contents: readonly Content[] }
  | { readonly type: 'held' }
  | { readonly type: 'released' }
  | { readonly type: 'closed' }
  | { readonly type: 'failed'; readonly report: ErrorReport }

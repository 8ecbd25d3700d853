import type { IntegrityReport } from '../database/integrity.ts'
import type { DatabaseOptions } from '../database/open-database.ts'
import type { ErrorReport } from '../store-error.ts'
import type { ClaimMessage } from './read-claim.ts'
import type { FailedCalls } from './run-program.ts'
import type { ScannedItems } from './scan-items.ts'
import type { ProgramBuffers, ProgramMessage } from './write-program.ts'

/** What the writer thread is started with. */
export type WriterData = DatabaseOptions

/** Asked of the writer thread, and answered in the same order. */
export type WriterRequest =
  | { readonly type: 'write'; readonly program: ProgramMessage }
  | { readonly type: 'claim'; readonly claim: ClaimMessage }
  | { readonly type: 'close' }

/** Said by the writer thread. `scanned` comes any number of times before `opened`, the rest once for each request. */
export type WriterReply =
  | { readonly type: 'scanned'; readonly items: ScannedItems }
  | {
      readonly type: 'opened'
      readonly opening: number
      readonly flushMs: number
      readonly afterCrash: boolean
      readonly integrity: IntegrityReport | undefined
    }
  | { readonly type: 'written'; readonly failed: FailedCalls; readonly buffers: ProgramBuffers }
  | { readonly type: 'claimed'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'closed' }
  | { readonly type: 'failed'; readonly report: ErrorReport }

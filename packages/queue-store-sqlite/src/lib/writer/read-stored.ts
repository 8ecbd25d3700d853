import { ItemScan, lastSeqOf, type ScannedItems } from '../contents/scan-items.ts'
import { type IntegrityReport, missingItems, throwIfIncomplete } from '../database/integrity.ts'
import { type DatabaseOptions, type OpenedDatabase, writeTallyNow } from '../database/open-database.ts'

/** A part of the items that were stored when the database was opened. */
export interface StoredPart {
  /** Absent once all have been read. */
  readonly items?: ScannedItems
  /** Result of the check of everything, once all have been read. */
  readonly integrity?: IntegrityReport
}

/** Reads the items that were stored when the database was opened, and compares them with their tally at the end. */
export class StoredReader {
  /** Number of the last item at opening. */
  readonly lastSeq: number
  readonly #scan: ItemScan
  readonly #opened: OpenedDatabase
  readonly #options: DatabaseOptions
  readonly #stored
  #tookMs = 0

  constructor(opened: OpenedDatabase, options: DatabaseOptions) {
    this.lastSeq = lastSeqOf(opened.database)
    const contents = opened.integrity.scope === 'database'
    this.#scan = new ItemScan(opened.database, { lastSeq: this.lastSeq, contents })
    this.#opened = opened
    this.#options = options
    this.#stored = opened.tally.values
  }

  /** @throws {@link SqliteStoreError} `corrupt` if the items are out of order, or if some are missing, unless that is accepted. */
  next(): StoredPart {
    const startMs = performance.now()
    const items = this.#scan.next()
    this.#tookMs += performance.now() - startMs
    return items === undefined ? { integrity: this.#end() } : { items }
  }

  #end(): IntegrityReport {
    const { integrity, tally } = this.#opened
    const { found, problems } = this.#scan
    const losses = missingItems(found, this.#stored)
    if (losses.length > 0) {
      const { path, acceptLoss } = this.#options
      if (!acceptLoss)
        throwIfIncomplete(losses, path, 'what was stored since it was opened is kept, and nothing more is taken')
      tally.correct(this.#stored, found)
      writeTallyNow(this.#opened)
    }
    const all = new Set([...integrity.problems, ...losses, ...problems])
    return { ...integrity, problems: [...all], tookMs: integrity.tookMs + Math.round(this.#tookMs) }
  }
}

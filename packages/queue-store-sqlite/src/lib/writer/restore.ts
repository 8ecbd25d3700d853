import { setImmediate } from 'node:timers/promises'
import { numbersPerItem, type ScannedItems } from '../contents/scan-items.ts'
import type { IntegrityReport } from '../database/integrity.ts'
import type { StoredItem, StoredItems } from '../schedule/stored-items.ts'
import { SqliteStoreError } from '../store-error.ts'
import type { ItemWrites } from './item-writes.ts'
import type { StoredPart } from './read-stored.ts'
import type { Writer } from './writer.ts'

export interface RestoreDependencies {
  readonly writer: Writer
  readonly items: StoredItems
  readonly writes: ItemWrites
  /** Number of items that were stored at opening. */
  readonly stored: number
}

/**
 * Schedules the items that were stored when the database was opened, part by part, while the store takes new ones.
 *
 * An id may be queued again before the item that has it was read: the older item stays then, and the newer one is removed
 * before anything is claimed.
 */
export class Restore {
  /** Result of the check. Rejects if items are missing or cannot be read, or if the store is closed before. */
  readonly finished: Promise<IntegrityReport>
  readonly #dependencies: RestoreDependencies
  readonly #removals: Promise<unknown>[] = []
  #left: number
  #isStopped = false
  #failure: SqliteStoreError | undefined

  constructor(dependencies: RestoreDependencies) {
    this.#dependencies = dependencies
    this.#left = dependencies.stored
    this.finished = this.#run()
    // Whoever waits is told; each call of the store is, too.
    this.finished.catch((error: SqliteStoreError) => {
      this.#failure = error
    })
  }

  /** True once all items are scheduled. */
  get isOver(): boolean {
    return this.#dependencies.items.isComplete
  }

  /** Number of items that are not scheduled yet. */
  get left(): number {
    return this.#left
  }

  /** Why the items cannot be restored. */
  get failure(): SqliteStoreError | undefined {
    return this.#failure
  }

  stop(): void {
    this.#isStopped = true
  }

  async #run(): Promise<IntegrityReport> {
    const { items } = this.#dependencies
    for (let next = this.#read(); ; ) {
      const part = await next
      if (this.#isStopped) throw new SqliteStoreError('closed', 'the store was closed before its items were restored')
      if (part.items === undefined) return this.#end(part)
      // The thread reads on meanwhile.
      next = this.#read()
      for (const { damaged, ...item } of itemsOf(part.items)) {
        const row = this.#add(item, damaged)
        if (damaged) items.noteDamage(row)
        items.schedule.waitInOrder(row)
      }
      this.#left = Math.max(0, this.#left - part.items.ids.length)
      await setImmediate()
    }
  }

  #read(): Promise<StoredPart> {
    const part = this.#dependencies.writer.request({ type: 'read' }, 'read')
    // It may be rejected before it is awaited.
    part.catch(() => {})
    return part
  }

  async #end({ integrity }: StoredPart): Promise<IntegrityReport> {
    // An item that could not be removed is held, and is removed at the next opening.
    await Promise.allSettled(this.#removals)
    this.#left = 0
    this.#dependencies.items.complete()
    return integrity ?? { problems: [], scope: 'items', tookMs: 0 }
  }

  #add(item: StoredItem, damaged: boolean): number {
    const { items } = this.#dependencies
    const other = items.schedule.find(item.id)
    if (other < 0) return items.add(item)
    // Damage can make two ids equal.
    if (damaged || items.isDamaged(other)) return items.add({ ...item, id: `${item.id} (number ${item.seq})` })
    const row = items.add(item)
    if (items.seq(other) > item.seq) this.#remove(other)
    else {
      items.schedule.reclaimId(other)
      this.#remove(row)
    }
    return row
  }

  #remove(row: number): void {
    const { items, writes } = this.#dependencies
    const [seq, bodyBytes] = [items.seq(row), items.bodyBytes(row)]
    const remove = (): Promise<void> => {
      items.withhold(row)
      return writes.start({
        added: [],
        put: (program) => program.done(seq, bodyBytes),
        onWritten: () => items.remove(row),
      })
    }
    // If it is still being written, that may fail.
    const written = writes.of(row) ?? setImmediate()
    this.#removals.push(written.then(remove))
  }
}

function* itemsOf(scanned: ScannedItems): Generator<StoredItem & { readonly damaged: boolean }> {
  const { ids, lanes, laneNames, numbers } = scanned
  const damaged = new Set(scanned.damaged)
  for (const [index, id] of ids.entries()) {
    const at = index * numbersPerItem
    const [seq = 0, dueMs = 0, deliveries = 0, bytes = 0, bodyBytes = 0] = numbers.subarray(at, at + numbersPerItem)
    const lane = laneNames[lanes[index] as number] as string
    yield { seq, id, lane, dueMs, deliveries, bytes, bodyBytes, damaged: damaged.has(index) }
  }
}

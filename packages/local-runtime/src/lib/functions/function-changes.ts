import { randomUUID } from 'node:crypto'
import { clearTimeout, setTimeout } from 'node:timers'
import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '@async-invoke/engine'
import {
  type CodeLocation,
  type FunctionRecord,
  type FunctionSettings,
  latestVersion,
  type VersionRecord,
  versionOf,
} from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'

/** Changes functions: their code, settings and versions, and the states that they pass through meanwhile. */
export class FunctionChanges {
  readonly #registry: Registry
  readonly #clock: Clock
  readonly #pendingMs: number
  readonly #timers = new Set<NodeJS.Timeout>()

  /** @param pendingMs - wall time for which a new function stays `Pending` and a changed one `InProgress` */
  constructor(registry: Registry, clock: Clock, pendingMs: number) {
    this.#registry = registry
    this.#clock = clock
    this.#pendingMs = pendingMs
    // Changes that an earlier runtime did not finish.
    for (const record of registry.all())
      for (const version of [record.latest, ...record.published]) this.#finishLater(record.functionName, version)
  }

  create(
    functionName: string,
    code: CodeLocation,
    settings: FunctionSettings,
    about: Pick<FunctionRecord, 'codeSigningConfigArn'> & Partial<Pick<FunctionRecord, 'tags'>> = {},
  ): FunctionRecord {
    const fresh = { version: latestVersion, code, settings, state: 'Pending', ...this.#stamp() } as const
    const latest: VersionRecord = { ...fresh, changeId: randomUUID() }
    const none = { published: [], aliases: [], configs: [] }
    const fixed = { functionName, latest, nextVersion: 1, recursiveLoop: 'Terminate' } as const
    const record: FunctionRecord = { ...fixed, ...none, tags: {}, ...about }
    return this.#store(record, latest)
  }

  /** Changes `$LATEST`; published versions stay as they are. */
  update(record: FunctionRecord, change: { code?: CodeLocation; settings?: FunctionSettings }): FunctionRecord {
    const { latest: before } = record
    const { code = before.code, settings = before.settings } = change
    const same = code.sha256 === before.code.sha256 && isDeepStrictEqual(settings, before.settings)
    const changeId = same ? before.changeId : randomUUID()
    const latest: VersionRecord = {
      ...before,
      ...{ code, settings, changeId, lastUpdateStatus: 'InProgress' },
      ...this.#stamp(),
    }
    return this.#store({ ...record, latest }, latest)
  }

  /**
   * Publishes `$LATEST` as a version, or returns the last version if nothing has changed since. If the function is
   * ready, so is the version, and `$LATEST` gets a new revision id. A version published with the creation or an update
   * of its function becomes ready when the function does.
   */
  publish(record: FunctionRecord, description?: string): { record: FunctionRecord; version: VersionRecord } {
    const last = record.published.at(-1)
    if (last?.changeId === record.latest.changeId) return { record, version: last }
    const { lastUpdateStatus, ...latest } = record.latest
    const ready = latest.state === 'Active' && lastUpdateStatus === 'Successful'
    const settings = description === undefined ? latest.settings : { ...latest.settings, Description: description }
    const version: VersionRecord = {
      ...latest,
      version: String(record.nextVersion),
      settings,
      revisionId: randomUUID(),
      ...(ready ? { lastUpdateStatus } : { state: 'Pending' }),
    }
    const next: FunctionRecord = {
      ...record,
      published: [...record.published, version],
      nextVersion: record.nextVersion + 1,
      ...(ready && { latest: { ...record.latest, revisionId: randomUUID() } }),
    }
    return { record: this.#store(next, version), version }
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #stamp(): Pick<VersionRecord, 'lastModifiedMs' | 'revisionId'> {
    return { lastModifiedMs: this.#clock.nowMs(), revisionId: randomUUID() }
  }

  #store(record: FunctionRecord, changed: VersionRecord): FunctionRecord {
    this.#registry.put(record)
    this.#finishLater(record.functionName, changed)
    return record
  }

  #finishLater(functionName: string, { version, changeId, ...rest }: VersionRecord): void {
    if (isReady(rest)) return
    const finish = (): void => {
      const record = this.#registry.get({ functionName })
      const current = record && versionOf(record, version)
      // The version has been changed again or deleted in the meantime.
      if (record === undefined || current?.changeId !== changeId || isReady(current)) return
      const done: VersionRecord = {
        ...current,
        state: 'Active',
        lastUpdateStatus: 'Successful',
        revisionId: randomUUID(),
      }
      const isLatest = version === latestVersion
      const published = record.published.map((each) => (each.version === version ? done : each))
      this.#registry.put(isLatest ? { ...record, latest: done } : { ...record, published })
    }
    // A timer of 0 ms could fire after the client's next request; a microtask runs before it.
    if (this.#pendingMs === 0) {
      void Promise.resolve().then(finish)
      return
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      finish()
    }, this.#pendingMs)
    this.#timers.add(timer)
  }
}

function isReady({ state, lastUpdateStatus }: Pick<VersionRecord, 'state' | 'lastUpdateStatus'>): boolean {
  return state === 'Active' && lastUpdateStatus === 'Successful'
}

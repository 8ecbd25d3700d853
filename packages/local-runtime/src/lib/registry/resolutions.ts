import type { Resolution, WeightedVersion } from '@async-invoke/engine'
import { type FunctionHome, formatQualifiedFunctionArn } from '@async-invoke/schemas/function-reference'
import {
  type AliasRecord,
  aliasOf,
  type FunctionRecord,
  storedConfigOf,
  type VersionRecord,
  versionBehind,
  versionOf,
} from './function-record.ts'

/** A resolution with the version as its executable. */
export type FunctionResolution = Resolution<VersionRecord>

/** Resolves existing targets for attempts. Cached per record: records are immutable. */
export class Resolutions {
  readonly #home: FunctionHome
  readonly #cache = new WeakMap<FunctionRecord, Map<string, FunctionResolution>>()

  constructor(home: FunctionHome) {
    this.#home = home
  }

  /** Returns `undefined` if the function has no such version or alias. */
  of(record: FunctionRecord, qualifier: string): FunctionResolution | undefined {
    const cached = this.#cache.get(record)?.get(qualifier)
    if (cached !== undefined) return cached
    const resolution = this.#resolve(record, qualifier)
    if (resolution === undefined) return undefined
    const byQualifier = this.#cache.get(record) ?? new Map<string, FunctionResolution>()
    this.#cache.set(record, byQualifier.set(qualifier, resolution))
    return resolution
  }

  #resolve(record: FunctionRecord, qualifier: string): FunctionResolution | undefined {
    const version = versionBehind(record, qualifier)
    if (version === undefined) return undefined
    const { reservedConcurrency, recursiveLoop } = record
    const weightedVersions = weightedVersionsOf(record, aliasOf(record, qualifier))
    return {
      functionArn: formatQualifiedFunctionArn(this.#home, record.functionName, qualifier),
      config: storedConfigOf(record, qualifier)?.config ?? {},
      target: reservedConcurrency === 0 ? 'zeroReserved' : 'present',
      recursiveLoop,
      ...toExecutable(version),
      ...(weightedVersions !== undefined && { weightedVersions }),
      ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    }
  }
}

function weightedVersionsOf(
  record: FunctionRecord,
  alias: AliasRecord | undefined,
): readonly WeightedVersion<VersionRecord>[] | undefined {
  if (alias?.additional === undefined) return undefined
  const { version, weight } = alias.additional
  const both = [
    { found: versionOf(record, alias.functionVersion), weight: 1 - weight },
    { found: versionOf(record, version), weight },
  ]
  return both.flatMap(({ found, weight }) => (found === undefined ? [] : [{ ...toExecutable(found), weight }]))
}

function toExecutable(executable: VersionRecord): Omit<WeightedVersion<VersionRecord>, 'weight'> {
  const { version, settings } = executable
  const { DeadLetterTargetArn: deadLetterTargetArn } = settings
  return { version, executable, ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }) }
}

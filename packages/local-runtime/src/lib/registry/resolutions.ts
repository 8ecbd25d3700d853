import type { Resolution, WeightedVersion } from '@async-invoke/engine'
import { type FunctionHome, formatQualifiedFunctionArn } from '@async-invoke/schemas'
import {
  type AliasRecord,
  aliasOf,
  type FunctionRecord,
  storedConfigOf,
  type VersionRecord,
  versionBehind,
  versionOf,
} from './function-record.ts'

/** A resolution whose executable is the version itself. */
export type FunctionResolution = Resolution<VersionRecord>

/** What an attempt needs to know of targets that are there; worked out once for each record, which never changes. */
export class Resolutions {
  readonly #home: FunctionHome
  readonly #known = new WeakMap<FunctionRecord, Map<string, FunctionResolution>>()

  constructor(home: FunctionHome) {
    this.#home = home
  }

  /** `undefined` where the function has no such version or alias. */
  of(record: FunctionRecord, qualifier: string): FunctionResolution | undefined {
    const known = this.#known.get(record)?.get(qualifier)
    if (known !== undefined) return known
    const resolution = this.#workOut(record, qualifier)
    if (resolution === undefined) return undefined
    const ofRecord = this.#known.get(record) ?? new Map<string, FunctionResolution>()
    this.#known.set(record, ofRecord.set(qualifier, resolution))
    return resolution
  }

  #workOut(record: FunctionRecord, qualifier: string): FunctionResolution | undefined {
    const found = versionBehind(record, qualifier)
    if (found === undefined) return undefined
    const { reservedConcurrency, recursiveLoop } = record
    const weightedVersions = weightedVersionsOf(record, aliasOf(record, qualifier))
    return {
      functionArn: formatQualifiedFunctionArn(this.#home, record.functionName, qualifier),
      config: storedConfigOf(record, qualifier)?.config ?? {},
      target: reservedConcurrency === 0 ? 'zeroReserved' : 'present',
      recursiveLoop,
      ...asExecuted(found),
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
  return both.flatMap(({ found, weight }) => (found === undefined ? [] : [{ ...asExecuted(found), weight }]))
}

function asExecuted(executable: VersionRecord): Omit<WeightedVersion<VersionRecord>, 'weight'> {
  const { version, settings } = executable
  const { DeadLetterTargetArn: deadLetterTargetArn } = settings
  return { version, executable, ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }) }
}

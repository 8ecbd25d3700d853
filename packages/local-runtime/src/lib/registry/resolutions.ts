import type { Resolution, WeightedVersion } from '@async-invoke/engine'
import { type FunctionHome, qualifiedFunctionArn } from '@async-invoke/schemas'
import {
  type AliasRecord,
  aliasOf,
  type FunctionRecord,
  storedConfigOf,
  type VersionRecord,
  versionBehind,
  versionOf,
} from './function-record.ts'

/** What an attempt needs to know of targets that are there; worked out once for each record, which never changes. */
export class Resolutions {
  readonly #home: FunctionHome
  readonly #known = new WeakMap<FunctionRecord, Map<string, Resolution>>()

  constructor(home: FunctionHome) {
    this.#home = home
  }

  /** `undefined` where the function has no such version or alias. */
  of(record: FunctionRecord, qualifier: string): Resolution | undefined {
    const known = this.#known.get(record)?.get(qualifier)
    if (known !== undefined) return known
    const resolution = this.#workOut(record, qualifier)
    if (resolution === undefined) return undefined
    const ofRecord = this.#known.get(record) ?? new Map<string, Resolution>()
    this.#known.set(record, ofRecord.set(qualifier, resolution))
    return resolution
  }

  #workOut(record: FunctionRecord, qualifier: string): Resolution | undefined {
    const found = versionBehind(record, qualifier)
    if (found === undefined) return undefined
    const { reservedConcurrency, recursiveLoop } = record
    const weightedVersions = weightedVersionsOf(record, aliasOf(record, qualifier))
    return {
      functionArn: qualifiedFunctionArn(this.#home, record.functionName, qualifier),
      config: storedConfigOf(record, qualifier)?.config ?? {},
      target: reservedConcurrency === 0 ? 'zeroReserved' : 'present',
      recursiveLoop,
      ...asWeighted(found, 1),
      ...(weightedVersions !== undefined && { weightedVersions }),
      ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    }
  }
}

function weightedVersionsOf(
  record: FunctionRecord,
  alias: AliasRecord | undefined,
): readonly WeightedVersion[] | undefined {
  if (alias?.additional === undefined) return undefined
  const { version, weight } = alias.additional
  const both = [
    { found: versionOf(record, alias.functionVersion), weight: 1 - weight },
    { found: versionOf(record, version), weight },
  ]
  return both.flatMap(({ found, weight }) => (found === undefined ? [] : [{ ...asWeighted(found, weight), weight }]))
}

function asWeighted({ version, settings }: VersionRecord, weight: number): WeightedVersion {
  const { DeadLetterTargetArn: deadLetterTargetArn } = settings
  return { version, weight, ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }) }
}

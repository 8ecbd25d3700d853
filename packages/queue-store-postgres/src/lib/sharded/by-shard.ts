import type { Shard } from './shard.ts'

/** Results of calls to several databases. */
export interface ByShard<Result> {
  /** In the order of the parts; `undefined` for a part that names no database, or whose call failed. */
  readonly results: readonly (Result | undefined)[]
  /** A failure, if there was one. */
  readonly failure: { readonly error: unknown } | undefined
}

/** Splits a call by the databases that its parts concern, and puts the results together. */
export async function byShard<Part, Result>(
  parts: readonly Part[],
  shardOf: (part: Part) => Shard | undefined,
  call: (shard: Shard, parts: readonly Part[]) => Promise<readonly Result[]>,
): Promise<ByShard<Result>> {
  const groups = new Map<Shard, { readonly parts: Part[]; readonly places: number[] }>()
  parts.forEach((part, place) => {
    const shard = shardOf(part)
    if (shard === undefined) return
    const group = groups.get(shard) ?? { parts: [], places: [] }
    groups.set(shard, group)
    group.parts.push(part)
    group.places.push(place)
  })
  const results = new Array<Result | undefined>(parts.length).fill(undefined)
  let failure: { readonly error: unknown } | undefined
  const calls = [...groups].map(async ([shard, { parts, places }]) => {
    try {
      const own = await call(shard, parts)
      places.forEach((place, index) => {
        results[place] = own[index]
      })
    } catch (error) {
      failure ??= { error }
    }
  })
  await Promise.all(calls)
  return { results, failure }
}

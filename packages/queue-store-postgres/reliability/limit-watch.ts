import type pg from 'pg'

/** Looks at the live leases of lanes again and again. */
export class LimitWatch {
  most = 0
  looks = 0
  /** Number of looks that showed more leases than a lane's limit. */
  exceeded = 0
  #isEnding = false
  readonly #looking: Promise<void>

  /**
   * @param pools - where the lanes may live, the database that lanes move to before the one that they leave: leases begin there
   *   once they have ended here, so that none is counted twice
   */
  constructor(pools: readonly pg.Pool[], lanes: readonly string[], limit: number) {
    for (const pool of pools) pool.on('error', () => {})
    this.#looking = this.#look(pools, lanes, limit)
  }

  async end(): Promise<void> {
    this.#isEnding = true
    await this.#looking
  }

  async #look(pools: readonly pg.Pool[], lanes: readonly string[], limit: number): Promise<void> {
    while (!this.#isEnding) {
      const live = new Map<string, number>()
      for (const pool of pools)
        for (const { lane, count } of await leasesIn(pool, lanes)) live.set(lane, (live.get(lane) ?? 0) + count)
      this.looks += 1
      for (const count of live.values()) {
        this.most = Math.max(this.most, count)
        if (count > limit) this.exceeded += 1
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}

/** The live leases of one moment; none while the server is down. */
async function leasesIn(pool: pg.Pool, lanes: readonly string[]): Promise<readonly { lane: string; count: number }[]> {
  try {
    // Leases below 0 hide items that are carried to another database.
    const { rows } = await pool.query(
      `select lane, count(*)::integer as count from async_invoke.item
      where lane = any($1) and lease > 0 and visible > async_invoke.now_ms() group by lane`,
      [lanes],
    )
    return rows
  } catch {
    return []
  }
}

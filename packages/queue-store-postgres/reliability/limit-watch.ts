import type pg from 'pg'

/** Looks at the live leases of lanes again and again: each look is a snapshot of one moment. */
export class LimitWatch {
  most = 0
  looks = 0
  /** Number of looks that showed more leases than a lane's limit. */
  exceeded = 0
  #isEnding = false
  readonly #looking: Promise<void>

  constructor(pool: pg.Pool, lanes: readonly string[]) {
    pool.on('error', () => {})
    this.#looking = this.#look(pool, lanes)
  }

  async end(): Promise<void> {
    this.#isEnding = true
    await this.#looking
  }

  async #look(pool: pg.Pool, lanes: readonly string[]): Promise<void> {
    while (!this.#isEnding) {
      const { rows } = await pool
        .query(
          `select count(*) as live, max(l.most) as most from async_invoke.item i join async_invoke.lane_limit l using (lane)
          where i.lane = any($1) and i.lease is not null and i.visible > async_invoke.now_ms() group by i.lane`,
          [lanes],
        )
        // The server may be down at the moment.
        .catch(() => ({ rows: [] }))
      this.looks += 1
      for (const { live, most } of rows) {
        this.most = Math.max(this.most, Number(live))
        if (Number(live) > Number(most)) this.exceeded += 1
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}

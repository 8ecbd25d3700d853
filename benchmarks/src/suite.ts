/** One line of a table: cells by column, in the order of the columns. */
export type Row = Readonly<Record<string, string>>

export interface RunOptions {
  /** Fewer and shorter rounds, to see that everything runs; the figures are rough. */
  readonly short: boolean
}

/** The default export of each `src/*.bench.ts`, which `main.ts` runs and prints. */
export interface Suite {
  readonly title: string
  /** States what is compared, and the goal if there is one. */
  readonly note: string
  run(options: RunOptions): Promise<readonly Row[]>
}

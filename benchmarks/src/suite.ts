/** One line of a table: column to text, in the order of the columns. */
export type Row = Readonly<Record<string, string>>

export interface RunOptions {
  /** Fewer and shorter rounds: shows that everything runs, figures are rough. */
  readonly short: boolean
}

/** What each `src/*.bench.ts` exports by default; `main.ts` finds and prints it. */
export interface Suite {
  readonly title: string
  /** What is compared with what, and the goal where there is one. */
  readonly note: string
  run(options: RunOptions): Promise<readonly Row[]>
}

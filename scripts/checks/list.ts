/** One check: a command of the workspace. */
export interface Step {
  readonly run: string
  /** Too long for every change on a developer's machine: left to CI. */
  readonly onlyFull?: true
}

/** Steps that run one after another. Most keep one core busy, so the lists of a phase run beside each other in CI. */
export type List = readonly Step[]

/** Lists by name. A phase begins when the one before it has passed. */
export type Phase = Readonly<Record<string, List>>

/** The list of steps whose tests are counted. */
export const testsList = 'tests'

/** Everything that must hold before a change lands. */
export const phases: readonly Phase[] = [
  // Nothing builds beside another build, or beside what reads built files.
  { build: [{ run: 'pnpm -s build --output-logs=errors-only' }] },
  {
    static: [
      { run: 'pnpm lint' },
      { run: 'pnpm arrows' },
      { run: 'pnpm rules' },
      { run: 'node scripts/release/check-changesets.ts' },
      { run: 'node scripts/check-readmes.ts' },
      { run: 'node scripts/checks/check-workflows.ts' },
      { run: 'node scripts/release/check-licences.ts' },
      { run: 'node --test "scripts/**/*.test.ts" "benchmarks/**/*.test.ts"' },
      { run: 'pnpm deploy:check' },
      { run: 'pnpm typecheck' },
    ],
    surface: [{ run: 'pnpm -s api' }, { run: 'pnpm -s docs:check' }],
    installed: [
      { run: 'pnpm -s packages:try --short', onlyFull: true },
      { run: 'pnpm -s compat:short', onlyFull: true },
    ],
    // One in memory and one on a disk; `pnpm bench --short` has a quick look at all.
    benchmarks: [{ run: 'pnpm -s bench --short record-validators sqlite-engine', onlyFull: true }],
  },
  {
    [testsList]: [{ run: 'npx -y pnpm@10 test' }],
    // They run from the sources.
    crashes: [
      { run: 'pnpm -s reliability:kill9 --seed 1 --kills 5', onlyFull: true },
      { run: 'pnpm -s reliability:power --seed 1 --kills 4', onlyFull: true },
      { run: 'pnpm -s reliability:fleet --seed 1 --kills 3', onlyFull: true },
    ],
    faults: [
      { run: 'pnpm reliability:simulate --seeds 80 --from 1', onlyFull: true },
      { run: 'pnpm -s reliability:media --seed 1 --faults 20', onlyFull: true },
      { run: 'pnpm -s fuzz --seconds 10 --seed 1', onlyFull: true },
      { run: 'pnpm -s mutation:check --short', onlyFull: true },
    ],
  },
]

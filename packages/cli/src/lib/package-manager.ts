export type Manager = 'bun' | 'npm' | 'pnpm' | 'yarn'

/** What runs a command of an installed package. */
export const runs: Readonly<Record<Manager, string>> = { bun: 'bunx', npm: 'npx', pnpm: 'pnpm exec', yarn: 'yarn' }

/** The package manager at the beginning of a text, as in `pnpm@10.0.0` or `npm/11.0.0 node/v24.0.0`. */
export function managerNamed(text: unknown): Manager | undefined {
  const [, name] = /^(bun|npm|pnpm|yarn)\b/.exec(String(text)) ?? []
  return name as Manager | undefined
}

/**
 * This command as the user started it: through a package manager, or by its name alone.
 *
 * @param userAgent - what a package manager sets for the programs that it starts
 */
export function ownCommand(userAgent = process.env.npm_config_user_agent): string {
  const manager = managerNamed(userAgent)
  if (manager === undefined) return 'async-invoke'
  // Without exec, pnpm also runs the script of a clone of this repository.
  return manager === 'pnpm' ? 'pnpm async-invoke' : `${runs[manager]} async-invoke`
}

/** Versions that a project of each Node.js has beside the packages: those of its time. */
export interface Companions {
  readonly typescript: string
  readonly vitest: string
  /** A peer of vitest, which yarn does not install by itself. */
  readonly vite: string
}

/** By major version of Node.js. Together they are every major version that the packages support. */
export const companions: Readonly<Record<number, Companions>> = {
  20: { typescript: '5', vitest: '3', vite: '7' },
  22: { typescript: '6', vitest: '4', vite: '7' },
  24: { typescript: '7', vitest: '5', vite: '7' },
}

const flag = '--disable-warning=ExperimentalWarning'

/**
 * Hides that Node.js 22 calls parts of itself experimental which later versions have unchanged: SQLite, and types in a
 * configuration file. Other warnings are printed.
 */
export function hideExperimentalWarnings(): void {
  const printers = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') for (const print of printers) print(warning)
  })
}

/** Hides the same in the threads that `start` starts: these print warnings themselves, and read `NODE_OPTIONS`. */
export async function withQuietThreads<Result>(start: () => Promise<Result>): Promise<Result> {
  const { NODE_OPTIONS: options } = process.env
  process.env.NODE_OPTIONS = options === undefined ? flag : `${options} ${flag}`
  try {
    return await start()
  } finally {
    if (options === undefined) delete process.env.NODE_OPTIONS
    else process.env.NODE_OPTIONS = options
  }
}

let major: number | undefined

/** Major version of Node.js that the function's runtime names: 24 for `nodejs24.x`. */
export function runtimeMajor(): number {
  major ??= Number(/nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV ?? '')?.[1] ?? 24)
  return major
}

/** Whether the runtime runs handlers that take a callback: those before Node.js 24 do (RUN-1). */
export function hasCallbacks(): boolean {
  return runtimeMajor() < 24
}

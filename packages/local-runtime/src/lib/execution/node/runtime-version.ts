/** Major version of Node.js that the function's runtime names: 24 for `nodejs24.x`. */
export const runtimeMajor = Number(/nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV ?? '')?.[1] ?? 24)

/** Whether the runtime runs handlers that take a callback: those before Node.js 24 do (RUN-1). */
export const hasCallbacks = runtimeMajor < 24

/** Address that `dev` listens on by default. Apart from the rules of all options, which take long to load. */
export const [defaultHost, defaultPort] = ['127.0.0.1', 9_411] as const

/** Base URL of the runtime that `dev` starts by default. */
export const defaultEndpoint = `http://${defaultHost}:${defaultPort}`

/** A module as it was imported. */
export type Module = Readonly<Record<string, unknown>>

/**
 * Finds the handler that a module exports where a configuration was meant: `handler` before any other function. Functions
 * beside a default export that is no function count only where CommonJS exports both, as one object.
 */
export function handlerIn(module: Module): string | undefined {
  const exported = module.default
  const members = Object(exported) as Module
  const isHandler = ([name, value]: [string, unknown]): boolean =>
    typeof value === 'function' &&
    name !== 'module.exports' &&
    (exported === undefined || name === 'default' || members[name] === value)
  const names = Object.entries(module)
    .filter(isHandler)
    .map(([name]) => name)
  return names.find((name) => name === 'handler') ?? names[0]
}

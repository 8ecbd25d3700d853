/** True, false, or `undefined` for unknown. */
export type Ternary = boolean | undefined

/** True if one is true, otherwise unknown if one is unknown. */
export function some(values: readonly Ternary[]): Ternary {
  return values.includes(true) || (values.includes(undefined) ? undefined : false)
}

/** False if one is false, otherwise unknown if one is unknown. */
export function every(values: readonly Ternary[]): Ternary {
  return negate(some(values.map(negate)))
}

export function negate(value: Ternary): Ternary {
  return value === undefined ? undefined : !value
}

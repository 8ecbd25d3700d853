/** A column of numbers, one for each row. */
export type Column = Int32Array | Float64Array | Int16Array | Uint8Array

/** The same column with room for `index`, at least doubled, so that growing costs nothing on average. */
export function grown<C extends Column>(column: C, index: number): C {
  if (index < column.length) return column
  const larger = new (column.constructor as new (length: number) => C)(Math.max(index + 1, column.length * 2))
  larger.set(column)
  return larger
}

/** A column of numbers, one for each row. */
export type Column = Int32Array | Float64Array | Int16Array | Uint8Array

/** Returns the column with room for `index`: itself, or a copy at least half as long again, so that growth is amortized. */
export function grown<C extends Column>(column: C, index: number): C {
  if (index < column.length) return column
  const larger = new (column.constructor as new (length: number) => C)(
    Math.max(index + 1, Math.ceil(column.length * 1.5)),
  )
  larger.set(column)
  return larger
}

/** Members of `JSON` in every Node.js that runs the command, which the types of ES2023 do not have yet. */
interface ExactJson {
  rawJSON(text: string): object
  isRawJSON(value: unknown): boolean
  parse(text: string, reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown): unknown
}

const json: ExactJson = JSON as typeof JSON & ExactJson

/**
 * Parses JSON so that `JSON.stringify` writes every number with the value that it has here. A number that JavaScript
 * cannot hold, such as an id of twenty digits, becomes the object of `JSON.rawJSON`.
 */
export function parseExactly(text: string): unknown {
  return json.parse(text, (_, value, { source }) => {
    if (typeof value !== 'number' || source === undefined) return value
    return Number.isFinite(value) && digitsOf(source) === digitsOf(String(value)) ? value : json.rawJSON(source)
  })
}

/** True of a number that JavaScript cannot hold. */
export function isExactNumber(value: unknown): boolean {
  return json.isRawJSON(value)
}

/** A number in one way out of many: `1.50`, `15e-1` and `0.15e1` are `15e-1`. */
function digitsOf(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(number) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}

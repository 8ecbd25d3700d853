/** What must not stand in a file that anyone can read, with the word that takes its place. */
const patterns = [
  // Ids of keys, roles and users.
  { word: 'id', pattern: /(?:AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AIPA|ANPA|ANVA|APKA|AROA|ASCA)[A-Z0-9]{12,124}/g },
  // Not secret, but of no use to readers: a word says which are the same.
  { word: 'uuid', pattern: /(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])/gi },
  // An escape such as %3A may end in a digit.
  { word: 'account', pattern: /(?:(?<!\d)|(?<=%[0-9A-Fa-f]{2}))\d{12}(?!\d)/g },
] as const

const signatures = /(X-Amz-(?:Signature|Credential|Security-Token)=)[^&"\s\\]+/gi
const receipts = /((?:"|\\")receiptHandle(?:"|\\")\s*:\s*(?:"|\\"))[^"\\]*/gi

/** Replaces account ids, credentials and ids; the same text always becomes the same word. */
export interface Redactor {
  text(text: string): string
  /** A value of JSON, with its keys and numbers. */
  value(value: unknown): unknown
}

/**
 * @param secrets - texts that vanish wherever they stand, such as the keys in use
 * @param accounts - account ids that vanish even within longer numbers
 * @example createRedactor([], []).text('arn:aws:sqs:eu-west-1:123456789012:q') // 'arn:aws:sqs:eu-west-1:<account-1>:q'
 */
export function createRedactor(secrets: readonly string[], accounts: readonly string[]): Redactor {
  const words = new Map<string, string>()
  const counts = new Map<string, number>()
  const wordFor = (kind: string, found: string): string => {
    const key = `${kind} ${found.toLowerCase()}`
    const known = words.get(key)
    if (known !== undefined) return known
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    words.set(key, `<${kind}-${count}>`)
    return `<${kind}-${count}>`
  }
  const text = (from: string): string => {
    let result = from
    for (const secret of secrets) if (secret !== '') result = result.replaceAll(secret, '<credential>')
    for (const account of accounts) result = result.replaceAll(account, () => wordFor('account', account))
    result = result.replaceAll(signatures, '$1<credential>').replaceAll(receipts, '$1<receipt>')
    for (const { word, pattern } of patterns) result = result.replaceAll(pattern, (found) => wordFor(word, found))
    return result
  }
  const value = (from: unknown): unknown => {
    if (typeof from === 'string') return text(from)
    if (typeof from === 'number') return text(String(from)) === String(from) ? from : text(String(from))
    if (Array.isArray(from)) return from.map(value)
    if (typeof from !== 'object' || from === null) return from
    return Object.fromEntries(
      Object.entries(from).map(([key, each]) => [text(key), /^receiptHandle$/i.test(key) ? '<receipt>' : value(each)]),
    )
  }
  return { text, value }
}

/**
 * What a text still shows: account ids, ids of keys, signatures. Escapes of URLs and of JSON are undone first.
 *
 * @example findSecrets('arn:aws:sqs:eu-west-1:123456789012:q') // ['123456789012']
 */
export function findSecrets(text: string): readonly string[] {
  const readings = [
    text,
    text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  ]
  const signs =
    /(?<!\d)\d{12}(?!\d)|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\barn:aws[\w-]*:[\w-]*:[\w-]*:\d+:|X-Amz-(?:Signature|Security-Token)=(?!<)/gi
  return [...new Set(readings.flatMap((reading) => [...reading.matchAll(signs)].map(([found]) => found)))]
}

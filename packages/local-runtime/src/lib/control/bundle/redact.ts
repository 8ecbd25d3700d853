/** A value that must not leave the machine, and the name that stands in its place. */
export interface Secret {
  readonly name: string
  readonly value: string
}

/** Replaces secrets in texts, and counts them. */
export interface Redactor {
  /** Returns the text with each secret replaced by its name in brackets. */
  redact(text: string): string
  /** Number of replacements so far, by name. */
  readonly replaced: Readonly<Record<string, number>>
}

/** Shorter values are not sought: replacing every `1` would leave nothing to read. */
const minLength = 4
/** Shorter values are replaced only where they stand alone, as `prod` in `stage=prod`. */
const minLengthAnywhere = 8
const words = new Set(['true', 'false', 'null', 'undefined'])

/** A form of credentials, whatever its value. The group `keep` stays in front of the replacement. */
interface Form {
  readonly name: string
  readonly pattern: RegExp
}

/** Every repetition is bounded, so that no text takes time that grows with the square of its length. */
const name = String.raw`(?:passw(?:or)?d|secret|token|api[-_]?key|authorization|credential|private[-_]?key|cookie)[\w-]{0,40}`
const separator = String.raw`\s{0,8}[:=]\s{0,8}`
const forms: readonly Form[] = [
  {
    name: 'private key',
    pattern: /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,20}PRIVATE KEY-----|$)/g,
  },
  { name: 'access key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { name: 'token', pattern: /\beyJ[\w-]{8,8192}\.[\w-]{8,8192}\.[\w-]{0,8192}/g },
  { name: 'password', pattern: /(?<keep>\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/?#"']{0,256}:)[^\s@/?#"']{1,256}(?=@)/gi },
  { name: 'signature', pattern: /(?<keep>\bX-Amz-(?:Signature|Credential|Security-Token)=)[^&\s"']{1,8192}/gi },
  { name: 'credential', pattern: /(?<keep>\b(?:Bearer|Basic)\s{1,8})[\w.~+/=-]{8,8192}/g },
  // "secretAccessKey": "…", also where the quotes are escaped once or more, and password='…'.
  {
    name: 'credential',
    pattern: new RegExp(
      String.raw`(?<keep>${name}\\{0,8}["']?${separator}(?<quote>\\{0,8}["']))(?!\[)(?:(?!\k<quote>)[\s\S]){1,8192}(?=\k<quote>)`,
      'gi',
    ),
  },
  // password=…, without quotes; numbers and words of JSON stay.
  {
    name: 'credential',
    pattern: new RegExp(
      String.raw`(?<keep>${name}${separator})(?!(?:true|false|null|undefined|-?\d{1,20}(?:\.\d{1,20})?)\b)(?![[{"'\\])[^\s,;&"'\\}\])]{3,8192}`,
      'gi',
    ),
  },
]

/** Creates a redactor of these values and of every form of credentials. */
export function createRedactor(secrets: readonly Secret[]): Redactor {
  const names = new Map<string, string>()
  for (const { name, value } of secrets)
    if (value.length >= minLength && !words.has(value)) for (const form of formsOf(value)) names.set(form, name)
  const values = [...names.keys()].sort((a, b) => b.length - a.length)
  const known = values.length === 0 ? undefined : new RegExp(values.map(patternOf).join('|'), 'g')
  const replaced: Record<string, number> = {}
  const standIn = (name: string): string => {
    replaced[name] = (replaced[name] ?? 0) + 1
    return `[${name}]`
  }

  return {
    replaced,
    redact(text) {
      let left = known === undefined ? text : text.replace(known, (value) => standIn(names.get(value) ?? 'value'))
      for (const { name, pattern } of forms)
        left = left.replace(pattern, (...match) => {
          const { keep = '' } = (match.at(-1) ?? {}) as { keep?: string }
          return keep + standIn(name)
        })
      return left
    },
  }
}

/** A value as it stands in plain text, in JSON, in JSON within JSON, in a URL, and in base64. */
function formsOf(value: string): ReadonlySet<string> {
  const inJson = JSON.stringify(value).slice(1, -1)
  const inJsonTwice = JSON.stringify(inJson).slice(1, -1)
  const isLong = value.length >= minLengthAnywhere
  return new Set([
    value,
    inJson,
    inJsonTwice,
    ...(isLong ? [encodeURIComponent(Buffer.from(value).toString()), Buffer.from(value).toString('base64')] : []),
  ])
}

function patternOf(value: string): string {
  const escaped = value.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
  return value.length >= minLengthAnywhere ? escaped : String.raw`(?<![\w-])${escaped}(?![\w-])`
}

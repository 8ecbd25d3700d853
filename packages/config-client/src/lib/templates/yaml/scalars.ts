/** CloudFormation reads YAML 1.1, Serverless 1.2. */
export type YamlVersion = '1.1' | '1.2'

/**
 * Reads a scalar without quotes. A number or a date that not all versions of YAML read alike keeps its text, as a version
 * or an account id with a leading zero has to.
 */
export function plainScalar(text: string, version: YamlVersion): string | number | boolean | null {
  if (nulls.test(text)) return null
  if (truths.test(text) || (version === '1.1' && otherTruths.test(text))) return true
  if (falsehoods.test(text) || (version === '1.1' && otherFalsehoods.test(text))) return false
  return isCanonicalNumber(text) ? Number(text) : text
}

const nulls = /^(?:~|null|Null|NULL|)$/
const truths = /^(?:true|True|TRUE)$/
const falsehoods = /^(?:false|False|FALSE)$/
/** YAML 1.1 also lists `y` and `n`, which its parsers leave alone. */
const otherTruths = /^(?:yes|Yes|YES|on|On|ON)$/
const otherFalsehoods = /^(?:no|No|NO|off|Off|OFF)$/

function isCanonicalNumber(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text) && String(Number(text)) === text
}

import { findNearestName } from '@async-invoke/schemas/internal'
import type { JsonObject } from '../evaluate/template-document.ts'
import { unreadable } from '../evaluate/unreadable.ts'

const withoutPrefix = ['Ref', 'Condition']
/** Intrinsic functions with a short form. Loops have none. */
const functions = [
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
]
const members = new Map(
  [...withoutPrefix, ...functions].map((name) => [`!${name}`, withoutPrefix.includes(name) ? name : `Fn::${name}`]),
)

/**
 * Puts the long form of an intrinsic function in place of its short tag: `{ 'Fn::Sub': value }` for `!Sub`. Tags depend on
 * case; an unknown one is left unreadable, with the nearest tag (CFG-25).
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function longFormOf(tag: string, value: unknown): JsonObject {
  const member = members.get(tag)
  if (member !== undefined) return { [member]: value }
  const nearest = findNearestName(tag, [...members.keys()])
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`
  return unreadable(`${tag} is no tag of CloudFormation${hint}`)
}

import type { Refusal } from '@async-invoke/schemas'
import { createRefusal } from '@async-invoke/schemas/internal'

const maxTags = 50

export function checkTags(tags: Readonly<Record<string, string>>): readonly Refusal[] {
  const count = Object.keys(tags).length
  if (count <= maxTags) return []
  const message = 'Number of tags exceeds resource tag limit.'
  return [createRefusal('FNC-24', 'InvalidParameterValueException', 'tags', String(count), message)]
}

import { type Evaluated, kindOf } from './evaluate/evaluated.ts'
import type { TemplateContext } from './evaluate/template-context.ts'
import { isObject, type JsonObject, objectOf } from './evaluate/template-document.ts'
import { isUnreadable, unreadableName } from './evaluate/unreadable.ts'

/** The values that a Terraform plan takes from its provider. */
export type TerraformContext = Pick<TemplateContext, 'region' | 'accountId' | 'partition'>

/** A resource of a Terraform plan or state. */
export interface TerraformResource {
  readonly address: string
  /** The module that the resource is in: `module.a["x"].module.b`, or empty for the root module. */
  readonly module: string
  readonly type: string
  readonly values: JsonObject
  /** Marks the members that are known only after apply, in the shape of `values`. */
  readonly unknown: JsonObject
}

/**
 * Lists the managed resources of a document of Terraform: a plan or a state as `terraform show -json` writes them, or a
 * state file.
 *
 * @throws {@link TypeError} if `document` is none of these.
 */
export function resourcesOf(document: JsonObject): readonly TerraformResource[] {
  if (Array.isArray(document.resources) && typeof document.version === 'number')
    return listOf(document.resources).flatMap(instancesOf)
  if (typeof document.format_version !== 'string') throw new TypeError('the document is no Terraform plan or state')
  const unknownAt = new Map(
    listOf(document.resource_changes)
      .filter(isCurrent)
      .map(({ address, change }) => [address, objectOf(objectOf(change).after_unknown)]),
  )
  // A state without resources has no values.
  const { root_module } = objectOf(document.planned_values ?? document.values)
  return modulesBelow(objectOf(root_module)).flatMap((module) =>
    listOf(module.resources)
      .filter((resource) => isManaged(resource) && isCurrent(resource))
      .map(({ address, type, values }) => ({
        address: textOr(address, ''),
        module: textOr(module.address, ''),
        type: textOr(type, ''),
        values: objectOf(values),
        unknown: unknownAt.get(address) ?? {},
      })),
  )
}

/** The resources of a state file have one instance for each element of `count` or `for_each`. */
function instancesOf(resource: JsonObject): readonly TerraformResource[] {
  if (!isManaged(resource)) return []
  const [module, type, name] = [resource.module, resource.type, resource.name].map((each) => textOr(each, ''))
  const path = [module, type, name].filter((part) => part !== '').join('.')
  return listOf(resource.instances)
    .filter(isCurrent)
    .map(({ index_key, attributes }) => ({
      address: index_key === undefined ? path : `${path}[${JSON.stringify(index_key)}]`,
      module: module ?? '',
      type: type ?? '',
      values: objectOf(attributes),
      unknown: {},
    }))
}

/** Data sources have the types of resources. */
function isManaged({ mode = 'managed' }: JsonObject): boolean {
  return mode === 'managed'
}

/** A deposed object was replaced, and waits for its removal. */
function isCurrent({ deposed, deposed_key }: JsonObject): boolean {
  return deposed === undefined && deposed_key === undefined
}

/** A loop, since modules may nest deeper than calls; and each module once. */
function modulesBelow(root: JsonObject): readonly JsonObject[] {
  const found = new Set<JsonObject>()
  const waiting = [root]
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    if (found.has(module)) continue
    found.add(module)
    for (const child of listOf(module.child_modules).toReversed()) waiting.push(child)
  }
  return [...found]
}

export function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(objectOf) : []
}

/** The members of a nested block, which Terraform writes as a list of zero or one; `null` is a block without values. */
export function blockOf(value: unknown): Evaluated<JsonObject> {
  if (value === undefined || value === null) return { value: {} }
  if (isUnreadable(value)) return { reason: String(value[unreadableName]) }
  if (!Array.isArray(value)) return { reason: `${kindOf(value)} instead of a list of blocks` }
  if (value.length > 1) return { reason: `${value.length} blocks instead of one` }
  const [block = {}] = value
  if (block === null) return { value: {} }
  return isObject(block) ? { value: block } : { reason: `${kindOf(block)} instead of a block` }
}

/** The members of a block of marks or of expressions, in the shape of its values. */
export function besideBlock(value: unknown): JsonObject {
  return listOf(value)[0] ?? {}
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

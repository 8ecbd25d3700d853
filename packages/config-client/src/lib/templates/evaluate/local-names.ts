import { dnsSuffixOf, partitionOf } from '@async-invoke/schemas/internal'
import { andThen, type Evaluate, type Evaluated, requiredTextOf, textOf } from './evaluated.ts'
import type { ResourceNames } from './resource-names.ts'
import type { TemplateContext } from './template-context.ts'
import { type JsonObject, objectOf, ownOf } from './template-document.ts'

/** Where a resource without a name of its own in the other readings gets one. */
interface LocalKind {
  readonly nameProperty: string
  /** Composes the part of the ARN behind the account. */
  readonly resource: (name: string, scope: string) => string
  readonly service: string
  /** The property that the name is unique in, and its default. */
  readonly scope: readonly [property: string, defaultValue: string]
}

const kinds: Readonly<Record<string, LocalKind>> = {
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    service: 'events',
    scope: ['EventBusName', 'default'],
    resource: (name, bus) => (bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`),
  },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    service: 'scheduler',
    scope: ['GroupName', 'default'],
    resource: (name, group) => `schedule/${group}/${name}`,
  },
}

/**
 * Names for a stack that this machine serves: in addition to those of `names`, the URL of a queue, the names and ARNs of
 * rules and schedules, and for `Ref` of any other resource its logical id.
 */
export function createLocalNames(
  template: JsonObject,
  context: TemplateContext,
  names: ResourceNames,
  evaluate: Evaluate,
): ResourceNames {
  const { region = 'us-east-1', accountId = '000000000000', partition = partitionOf(region) } = context
  const resourceAt = (id: string): JsonObject => objectOf(ownOf(objectOf(template.Resources), id))
  const propertyOf = (id: string, member: string): Evaluated<string | undefined> =>
    andThen(evaluate(resourceAt(id).Properties), (map) => andThen(evaluate(ownOf(objectOf(map), member)), textOf))
  const kindOf = (id: string): LocalKind | undefined => {
    const { Type } = resourceAt(id)
    return typeof Type === 'string' ? ownOf(kinds, Type) : undefined
  }
  const nameOf = (id: string, { nameProperty }: LocalKind): Evaluated<string> =>
    andThen(propertyOf(id, nameProperty), (name = id) => ({ value: name }))
  const queueUrl = (id: string): Evaluated<string> =>
    andThen(names.name(id), (name) => {
      const base = context.sqsEndpoint ?? `https://sqs.${region}.${dnsSuffixOf(partition) ?? 'amazonaws.com'}`
      return { value: `${base.replace(/\/$/, '')}/${accountId}/${name}` }
    })
  const arnOf = (id: string, kind: LocalKind): Evaluated<string> => {
    const [property, defaultValue] = kind.scope
    return andThen(propertyOf(id, property), (scope = defaultValue) =>
      andThen(nameOf(id, kind), (name) => {
        const bare = scope.slice(scope.lastIndexOf('/') + 1)
        return { value: `arn:${partition}:${kind.service}:${region}:${accountId}:${kind.resource(name, bare)}` }
      }),
    )
  }

  return {
    name: names.name,
    leftOut: names.leftOut,
    ref(id) {
      const known = names.ref(id)
      if ('value' in known || names.leftOut(id) !== undefined) return known
      const { Type } = resourceAt(id)
      if (Type === 'AWS::SQS::Queue') return queueUrl(id)
      const kind = kindOf(id)
      if (kind !== undefined) return nameOf(id, kind)
      const isNumbered = Type === 'AWS::Lambda::Version' || Type === 'AWS::Lambda::Alias'
      return typeof Type === 'string' && !isNumbered ? { value: id } : known
    },
    attribute(id, attribute) {
      const known = names.attribute(id, attribute)
      if ('value' in known || names.leftOut(id) !== undefined) return known
      if (attribute === 'QueueUrl' && resourceAt(id).Type === 'AWS::SQS::Queue') return queueUrl(id)
      const kind = kindOf(id)
      return kind !== undefined && attribute === 'Arn' ? andThen(arnOf(id, kind), requiredTextOf) : known
    },
  }
}

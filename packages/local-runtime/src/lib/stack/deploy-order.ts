import type { TemplateResource } from '@async-invoke/config-client/templates'
import { isObject } from '../http/json-body.ts'

/**
 * Sorts resources so that what is needed comes before what needs it: by their types, and a dead-letter queue before the queues whose
 * redrive policies name it, since SQS refuses a policy that names no queue. Otherwise the template's order stays.
 *
 * @param types - in their order; resources of others are left out
 */
export function inDeployOrder(
  resources: readonly TemplateResource[],
  types: readonly string[],
): readonly TemplateResource[] {
  const queues = new Map(
    resources.flatMap((each) => (each.type === queueType ? [[each.name ?? '', each] as const] : [])),
  )
  const hops = (resource: TemplateResource): number => hopsOf(resource, queues)
  return resources
    .filter(({ type }) => types.includes(type))
    .toSorted((a, b) => types.indexOf(a.type) - types.indexOf(b.type) || hops(a) - hops(b))
}

const queueType = 'AWS::SQS::Queue'

/** How many redrive policies lead on from a queue; of queues that lead in a circle, not more than there are. */
function hopsOf(resource: TemplateResource, queues: ReadonlyMap<string, TemplateResource>): number {
  let hops = 0
  for (let at = deadLetterQueueOf(resource, queues); at !== undefined && hops < queues.size; hops += 1)
    at = deadLetterQueueOf(at, queues)
  return hops
}

function deadLetterQueueOf(
  { type, properties }: TemplateResource,
  queues: ReadonlyMap<string, TemplateResource>,
): TemplateResource | undefined {
  const { RedrivePolicy } = properties
  if (type !== queueType || !isObject(RedrivePolicy)) return undefined
  return queues.get(String(RedrivePolicy.deadLetterTargetArn).split(':').at(-1) ?? '')
}

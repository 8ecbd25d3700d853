import type { Deliver, DeliverDeadLetter } from '@async-invoke/engine'
import type { DeliverDependencies } from './deliver.ts'

/** The functions of `createDeliver`, which load when there is something to deliver: a runtime starts sooner without them. */
export function createDeliverWhenNeeded(dependencies: DeliverDependencies): {
  deliver: Deliver
  deliverDeadLetter: DeliverDeadLetter
} {
  let loading: Promise<{ deliver: Deliver; deliverDeadLetter: DeliverDeadLetter }> | undefined
  const load = () => (loading ??= import('./deliver.ts').then(({ createDeliver }) => createDeliver(dependencies)))
  return {
    deliver: async (delivery) => (await load()).deliver(delivery),
    deliverDeadLetter: async (delivery) => (await load()).deliverDeadLetter(delivery),
  }
}

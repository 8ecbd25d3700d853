import type { DeliverDependencies, DeliveryFunctions } from './deliver.ts'

/** The functions of `createDeliver`, which load when there is something to deliver: a runtime starts sooner without them. */
export function createDeliverWhenNeeded(dependencies: DeliverDependencies): DeliveryFunctions {
  let loading: Promise<DeliveryFunctions> | undefined
  let loaded: DeliveryFunctions | undefined
  const load = (): Promise<DeliveryFunctions> =>
    (loading ??= import('./deliver.ts').then(({ createDeliver }) => (loaded = createDeliver(dependencies))))
  return {
    deliver: (delivery) => loaded?.deliver(delivery) ?? load().then(({ deliver }) => deliver(delivery)),
    deliverDeadLetter: (letter) =>
      loaded?.deliverDeadLetter(letter) ?? load().then(({ deliverDeadLetter }) => deliverDeadLetter(letter)),
  }
}

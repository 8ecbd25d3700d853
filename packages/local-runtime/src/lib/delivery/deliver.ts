import {
  createSender,
  DestinationError,
  prepareCommand,
  type TargetCommandInput,
} from '@async-invoke/destinations/send'
import { sizeLimitsByYear } from '@async-invoke/destinations/size'
import type {
  AcceptResult,
  AsyncEvent,
  Clock,
  DeadLetterDelivery,
  Deliver,
  DeliverDeadLetter,
  Delivery,
  KeptDelivery,
} from '@async-invoke/engine'
import { toInvokedReference } from '@async-invoke/engine/internal'
import { type FunctionReference, parseFunctionReference } from '@async-invoke/schemas/function-reference'
import { readTarget, type TargetKind, targets } from '@async-invoke/schemas/target'
import { newRequestId } from '../ids/request-id.ts'
import type { RolePermissions } from '../permissions/role-permissions.ts'
import { findLack } from '../registry/needed-by-calls.ts'
import type { Registry } from '../registry/registry.ts'
import { clientFor, type ServiceClients } from '../service-clients.ts'
import type { Inbox } from './inbox.ts'

export interface DeliverDependencies {
  readonly registry: Registry
  readonly clock: Clock
  readonly inbox: Inbox
  readonly clients: ServiceClients
  /** Limits of topics by ARN, in bytes, where they are not the usual one (DST-9a). */
  readonly topicLimits: Readonly<Record<string, number>>
  /** `undefined` when no policies are configured; every delivery is then allowed. */
  readonly permissions: RolePermissions | undefined
  /** Throws if the delivery is to fail, by an injected fault. */
  readonly failDelivery: () => void
  /** True if another runtime on the same queue may serve the function. */
  readonly mayBeElsewhere: (functionName: string) => boolean
  /** Queues an event in this runtime. */
  readonly accept: (event: AsyncEvent) => Promise<AcceptResult>
  /** Puts a record on an event bus of this runtime, beside the inbox. */
  readonly putRecord: (command: TargetCommandInput) => void
}

export interface DeliveryFunctions {
  readonly deliver: Deliver
  readonly deliverDeadLetter: DeliverDeadLetter
}

/**
 * Creates the engine's delivery functions. A record for a function of this runtime becomes a new event of that function
 * (DST-3); records and dead letters for a service with an endpoint are sent there; all others are kept in the inbox. A
 * refused delivery rejects with a {@link DestinationError} that names the destination.
 */
export function createDeliver(dependencies: DeliverDependencies): DeliveryFunctions {
  const { registry, clock, inbox, clients, topicLimits, permissions, accept, putRecord } = dependencies
  const sender = createSender(clients, { topicLimits })

  /** Keeps a message, unless its target would refuse it (DST-13). */
  const keep = (delivery: Delivery | DeadLetterDelivery, kind: TargetKind | undefined): KeptDelivery => {
    const { destinationArn, route, requestId, functionArn, condition, traceHeader } = delivery
    const body = 'payload' in delivery ? new TextDecoder().decode(delivery.payload) : delivery.recordText
    const command = prepareCommand(delivery, { topicLimits })
    inbox.add({
      ...{ destinationArn, route, requestId, functionArn, condition, body, command },
      sentAt: new Date(clock.nowMs()).toISOString(),
      ...('attributes' in delivery && { attributes: delivery.attributes }),
      ...(traceHeader !== undefined && { traceHeader }),
    })
    putRecord(command)
    const service = kind === undefined ? destinationArn : targets[kind].service
    return { kept: `in the inbox and not sent, since ${service} has no endpoint` }
  }

  const queueRecord = async (
    { destinationArn, recordText, traceHeader }: Delivery,
    reference: FunctionReference,
    functionArn: string,
  ): Promise<void> => {
    const payload = new TextEncoder().encode(recordText)
    if (payload.length > sizeLimitsByYear[2026].lambda)
      throw new DestinationError(
        'too-large',
        destinationArn,
        `Lambda takes ${sizeLimitsByYear[2026].lambda} bytes, not ${payload.length}`,
      )
    const result = await accept({
      requestId: newRequestId(),
      reference: toInvokedReference(reference),
      functionArn,
      payload,
      ...(traceHeader !== undefined && { traceHeader }),
    })
    if (result !== 'accepted')
      throw new DestinationError('refused', destinationArn, `${destinationArn} did not take the record: ${result}`)
  }

  const invokeFunction = async (delivery: Delivery): Promise<void> => {
    const { destinationArn } = delivery
    const reference = parseFunctionReference(destinationArn)
    if (reference !== undefined && dependencies.mayBeElsewhere(reference.functionName))
      return queueRecord(delivery, reference, `${destinationArn}${reference.qualifier === undefined ? ':$LATEST' : ''}`)
    const resolution = reference && registry.resolve(reference)
    if (reference === undefined || resolution?.executable === undefined)
      throw new DestinationError('refused', destinationArn, `Function not found: ${destinationArn}`)
    // A record has no tenant, and a durable function is not invoked by an unqualified ARN.
    const lack = findLack(resolution.executable.settings, reference)
    if (lack !== undefined) throw new DestinationError('refused', destinationArn, lack)
    return queueRecord(delivery, reference, resolution.functionArn)
  }

  /** Refuses with IAM's message for a role without permission (CFG-15), the last role if the function is deleted (DSP-3a). */
  const refuseWithoutPermission = async (
    { functionArn, destinationArn }: Delivery | DeadLetterDelivery,
    permissions: RolePermissions,
  ): Promise<void> => {
    const reference = parseFunctionReference(functionArn)
    const roleArn = reference && registry.roleOf(reference)
    if (reference === undefined || roleArn === undefined) return
    const { functionName } = reference
    const missing = await permissions.missingToSend({ roleArn, functionName, targetArn: destinationArn })
    if (missing === undefined) return
    const { action, resource } = missing
    const message = `User: ${roleArn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
    throw new DestinationError('refused', destinationArn, message)
  }

  return {
    async deliver(delivery) {
      dependencies.failDelivery()
      if (permissions !== undefined) await refuseWithoutPermission(delivery, permissions)
      const { kind } = readTarget(delivery.destinationArn)
      if (kind === 'lambda') return invokeFunction(delivery)
      if (clientFor(clients, kind) === undefined) return keep(delivery, kind)
      return sender.send(delivery, { signal: delivery.signal })
    },

    async deliverDeadLetter(delivery) {
      dependencies.failDelivery()
      if (permissions !== undefined) await refuseWithoutPermission(delivery, permissions)
      const { destinationArn, functionArn, payload, attributes, traceHeader } = delivery
      const { kind } = readTarget(destinationArn)
      if (clientFor(clients, kind) === undefined) return keep(delivery, kind)
      const { signal } = delivery
      const letter = { destinationArn, functionArn, payload, attributes }
      await sender.send({ ...letter, ...(traceHeader !== undefined && { traceHeader }) }, { signal })
    },
  }
}

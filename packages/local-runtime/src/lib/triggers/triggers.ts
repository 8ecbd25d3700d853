import type { TargetCommandInput } from '@async-invoke/destinations/send'
import type { AcceptResult, AsyncEvent, Clock } from '@async-invoke/engine'
import type { FunctionHome } from '@async-invoke/schemas'
import { decideAccess } from '@async-invoke/schemas/policy'
import type { Inbox } from '../delivery/inbox.ts'
import type { ApiRequest, ApiResponse } from '../http/api-request.ts'
import type { JsonObject } from '../http/json-body.ts'
import type { ServiceCall } from '../http/services/identify-request.ts'
import type { RolePolicies } from '../permissions/role-permissions.ts'
import type { Registry } from '../registry/registry.ts'
import type { ServiceClients } from '../service-clients.ts'
import { type BucketNotification, BucketNotifications } from './buckets/bucket-notifications.ts'
import { answerEvents } from './events/answer-events.ts'
import { EventBuses } from './events/event-buses.ts'
import { eventOperations } from './events/event-operations.ts'
import { busNameOf } from './events/put-events.ts'
import type { Rule } from './events/rule.ts'
import { Alarms } from './invoke/alarms.ts'
import { createSendDeadLetter } from './invoke/dead-letters.ts'
import { createInvokeByTrigger } from './invoke/invoke-function.ts'
import { Relays } from './relays/relays.ts'
import { type TopicSubscription, TopicSubscriptions } from './relays/topic-subscriptions.ts'
import { answerSchedules, scheduleOf } from './schedules/answer-schedules.ts'
import { Schedules, type StoredSchedule } from './schedules/schedules.ts'

export interface TriggersDependencies {
  readonly home: FunctionHome
  readonly clock: Clock
  /** Whether the clock jumps when nothing runs. */
  readonly jumps: boolean
  readonly registry: Registry
  readonly inbox: Inbox
  readonly clients: ServiceClients
  /** Whether the clock is the machine's, by which queues hide their messages. */
  readonly isLive: boolean
  /** Policies of a role; `undefined` if they are unknown, as are all without any source of policies. */
  readonly policiesOf: RolePolicies | undefined
  readonly accept: (event: AsyncEvent) => Promise<AcceptResult>
  readonly onFault: (fault: unknown) => void
  readonly onQuiet: () => void
}

/** What is stored of the triggers: plain data. */
export interface StoredTriggers {
  readonly rules: readonly Rule[]
  readonly schedules: readonly StoredSchedule[]
  readonly subscriptions: readonly TopicSubscription[]
  readonly notifications: readonly BucketNotification[]
}

/** What invokes functions beside clients: rules of event buses and their schedules. */
export interface Triggers {
  readonly buses: EventBuses
  readonly topics: TopicSubscriptions
  readonly buckets: BucketNotifications
  readonly schedules: Schedules
  /** Rules, schedules, subscriptions and notifications as they are now. */
  stored(): StoredTriggers
  /** Whether nothing that came due is in progress. */
  readonly quiet: boolean
  /** When the next schedule comes due; infinity if there is none. */
  readonly nextDueAtMs: number
  /** Carries out what time has jumped over. */
  stir(): void
  /** Puts a record for an event bus on the bus of this runtime (DST-4). */
  putRecord(command: TargetCommandInput): void
  /** Calls an operation of EventBridge in this process. Rejects with its refusals. */
  callEvents(operation: string, body: JsonObject): Promise<object>
  /** Answers a call of a service that is served here; `undefined` for any other. */
  answer(call: ServiceCall, request: ApiRequest): Promise<ApiResponse | undefined>
  close(): Promise<void>
}

export function createTriggers(dependencies: TriggersDependencies): Triggers {
  const { home, clock, jumps, registry, inbox, clients, isLive, policiesOf, accept, onFault, onQuiet } = dependencies
  const alarms = new Alarms({ clock, jumps, onFault, onQuiet })
  const nowMs = (): number => clock.nowMs()
  const invoke = createInvokeByTrigger({ registry, accept })
  const sendDeadLetter = createSendDeadLetter(clients.sqs, inbox, nowMs)
  const buses = new EventBuses({ home, clock, alarms, invoke, sendDeadLetter, onFault })
  const operations = eventOperations(buses, nowMs)
  const relays = new Relays({
    ...{ clock, isLive, onFault, onQuiet, region: home.region },
    ...{ sqs: clients.sqs, polls: clients.polls },
  })
  const topics = new TopicSubscriptions({ home, sns: clients.sns, relays, invoke, sendDeadLetter })
  const canRelay = clients.sqs !== undefined
  const buckets = new BucketNotifications({ home, nowMs, s3: clients.s3, relays, canRelay, invoke })
  const mayInvoke = async (roleArn: string, resource: string): Promise<boolean> => {
    const known = await policiesOf?.(roleArn)
    return known === undefined || decideAccess(known, { action: 'lambda:InvokeFunction', resource }) !== 'denied'
  }
  const schedules = new Schedules({ home, clock, alarms, invoke, sendDeadLetter, mayInvoke })
  /** Records on their way through rules. */
  let putting = 0
  return {
    buses,
    topics,
    buckets,
    schedules,
    stored: () => ({
      rules: buses.names().flatMap((bus) => buses.rulesOf(bus)),
      schedules: schedules.all(),
      subscriptions: topics.all(),
      notifications: buckets.all(),
    }),
    get quiet() {
      return alarms.quiet && putting === 0 && relays.quiet
    },
    get nextDueAtMs() {
      return Math.min(alarms.nextDueAtMs, relays.nextDueAtMs)
    },
    stir() {
      alarms.stir()
      relays.stir()
    },
    putRecord(command) {
      if (!('Entries' in command)) return
      for (const { EventBusName, Source, DetailType, Detail, Resources } of command.Entries) {
        const parts = { source: Source, detailType: DetailType, detail: Detail, resources: Resources, timeMs: nowMs() }
        putting += 1
        buses
          .put(busNameOf(EventBusName), parts)
          .catch(onFault)
          .finally(() => {
            putting -= 1
            onQuiet()
          })
      }
    },
    async callEvents(operation, body) {
      const carryOut = Object.hasOwn(operations, operation) ? operations[operation] : undefined
      if (carryOut === undefined) throw new Error(`EventBridge has no operation ${operation} here`)
      return carryOut(body)
    },
    async answer({ service, operation }, request) {
      if (service.scope === 'scheduler') {
        const call = scheduleOf(operation)
        return call && answerSchedules(schedules, call, request, nowMs())
      }
      const carryOut = Object.hasOwn(operations, operation) ? operations[operation] : undefined
      return service.scope === 'events' && carryOut !== undefined ? answerEvents(carryOut, request) : undefined
    },
    close() {
      alarms.close()
      return relays.close()
    },
  }
}

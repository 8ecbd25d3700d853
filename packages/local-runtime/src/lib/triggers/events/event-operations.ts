import { parseArn } from '@async-invoke/schemas/function-reference'
import { isObject, type JsonObject } from '../../http/json-body.ts'
import { readRulePattern } from '../../patterns/event-pattern.ts'
import { InvalidPattern } from '../../patterns/operators.ts'
import { readSchedule } from '../invoke/schedule-expression.ts'
import type { EventBuses } from './event-buses.ts'
import { EventsError, validation } from './events-error.ts'
import { busNameOf, putEvents } from './put-events.ts'
import type { Rule, RuleTarget } from './rule.ts'
import { isInputPath } from './target-input.ts'

/** Carries out one operation: from the body of a request to that of the answer. */
export type EventOperation = (body: JsonObject) => Promise<object>

/**
 * The operations of EventBridge that the runtime serves, by name (EVB-1 to EVB-6). They throw an {@link EventsError} or an
 * {@link InvalidPattern}.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html
 */
export function eventOperations(buses: EventBuses, nowMs: () => number): Readonly<Record<string, EventOperation>> {
  const busOf = ({ EventBusName }: JsonObject): string => {
    const bus = busNameOf(EventBusName)
    if (!buses.has(bus)) throw notFound(`Event bus ${bus} does not exist.`)
    return bus
  }
  const ruleOf = (body: JsonObject, name = textOf(body, 'Name')): Rule => {
    const bus = busOf(body)
    const rule = buses.rule(bus, name)
    if (rule === undefined) throw notFound(`Rule ${name} does not exist on EventBus ${bus}.`)
    return rule
  }

  return {
    PutEvents: (body) => putEvents(body, buses, nowMs()),

    async PutRule(body) {
      const [name, bus] = [textOf(body, 'Name'), busOf(body)]
      if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(name)) throw constraint('name', name, '[\\.\\-_A-Za-z0-9]+')
      const { EventPattern, ScheduleExpression, State = 'ENABLED', Description } = body
      if (typeof EventPattern !== 'string' && typeof ScheduleExpression !== 'string')
        throw validation('Parameter(s) EventPattern or ScheduleExpression must be specified.')
      if (typeof ScheduleExpression === 'string') refuseSchedule(ScheduleExpression, bus, nowMs())
      const arn = buses.arnOfRule(bus, name)
      buses.putRule({
        ...{ name, arn, bus, enabled: State !== 'DISABLED', targets: buses.rule(bus, name)?.targets ?? [] },
        ...(typeof EventPattern === 'string' && { pattern: EventPattern }),
        ...(typeof ScheduleExpression === 'string' && { schedule: ScheduleExpression }),
        ...(typeof Description === 'string' && { description: Description }),
      })
      return { RuleArn: arn }
    },

    async DeleteRule(body) {
      const rule = buses.rule(busOf(body), textOf(body, 'Name'))
      if (rule === undefined) return {}
      if (rule.targets.length > 0) throw validation("Rule can't be deleted since it has targets.")
      buses.deleteRule(rule)
      return {}
    },

    DescribeRule: async (body) => formatRule(ruleOf(body)),
    async ListRules(body) {
      const { NamePrefix = '' } = body
      const rules = buses.rulesOf(busOf(body)).filter(({ name }) => name.startsWith(String(NamePrefix)))
      return { Rules: rules.map(formatRule) }
    },
    async EnableRule(body) {
      buses.putRule({ ...ruleOf(body), enabled: true })
      return {}
    },
    async DisableRule(body) {
      buses.putRule({ ...ruleOf(body), enabled: false })
      return {}
    },

    async PutTargets(body) {
      const rule = ruleOf(body, textOf(body, 'Rule'))
      const targets = listOf(body.Targets).map(readTarget)
      const others = rule.targets.filter(({ Id }) => !targets.some((target) => target.Id === Id))
      const all = [...others, ...targets]
      if (all.length > 5)
        throw new EventsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.')
      buses.putRule({ ...rule, targets: all })
      return { FailedEntryCount: 0, FailedEntries: [] }
    },
    async RemoveTargets(body) {
      const rule = ruleOf(body, textOf(body, 'Rule'))
      const ids = Array.isArray(body.Ids) ? body.Ids : []
      const FailedEntries = ids
        .filter((id) => !rule.targets.some(({ Id }) => Id === id))
        .map((TargetId) => ({
          TargetId,
          ErrorCode: 'ResourceNotFoundException',
          ErrorMessage: `Rule ${rule.name} does not have target(s) with ID(s): [${TargetId}]`,
        }))
      buses.putRule({ ...rule, targets: rule.targets.filter(({ Id }) => !ids.includes(Id)) })
      return { FailedEntryCount: FailedEntries.length, FailedEntries }
    },
    ListTargetsByRule: async (body) => ({ Targets: ruleOf(body, textOf(body, 'Rule')).targets }),
    async ListRuleNamesByTarget(body) {
      const arn = textOf(body, 'TargetArn')
      const rules = buses.rulesOf(busOf(body)).filter(({ targets }) => targets.some(({ Arn }) => Arn === arn))
      return { RuleNames: rules.map(({ name }) => name) }
    },

    async CreateEventBus(body) {
      const name = textOf(body, 'Name')
      if (buses.has(name)) throw new EventsError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`)
      if (!/^[/.\-_A-Za-z0-9]{1,256}$/.test(name)) throw constraint('name', name, '[/\\.\\-_A-Za-z0-9]+')
      buses.create(name)
      return { EventBusArn: buses.arnOfBus(name) }
    },
    async DeleteEventBus(body) {
      const name = busNameOf(textOf(body, 'Name'))
      if (name === 'default') throw validation('Cannot delete event bus default.')
      if (buses.rulesOf(name).length > 0) throw validation('Event bus cannot be deleted since it has rules.')
      buses.delete(name)
      return {}
    },
    async DescribeEventBus({ Name }) {
      const name = busOf({ EventBusName: Name })
      return { Name: name, Arn: buses.arnOfBus(name) }
    },
    async ListEventBuses({ NamePrefix = '' }) {
      const names = buses.names().filter((name) => name.startsWith(String(NamePrefix)))
      return { EventBuses: names.map((Name) => ({ Name, Arn: buses.arnOfBus(Name) })) }
    },

    async TestEventPattern(body) {
      const matches = readRulePattern(textOf(body, 'EventPattern'))
      return { Result: matches(parsedEvent(textOf(body, 'Event'))) }
    },
  }
}

function parsedEvent(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw validation('Parameter Event is not valid.')
  }
}

function refuseSchedule(expression: string, bus: string, nowMs: number): void {
  if (bus !== 'default') throw validation('ScheduleExpression is supported only on the default event bus.')
  const isKnown = !expression.startsWith('at(') && readSchedule(expression, nowMs) !== undefined
  if (!isKnown) throw validation('Parameter ScheduleExpression is not valid.')
}

/**
 * Reads a target. A target other than a function of this runtime is refused by name, as is a parameter that only other
 * targets have.
 */
function readTarget(target: JsonObject): RuleTarget {
  const [Id, Arn] = [textOf(target, 'Id'), textOf(target, 'Arn')]
  const service = parseArn(Arn)?.service
  if (service === undefined)
    throw validation(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`)
  if (service !== 'lambda') throw notServed(`Targets of ${service} are not served by async-invoke`)
  const [unknown] = Object.keys(target).filter((name) => !targetMembers.includes(name))
  if (unknown !== undefined) throw notServed(`${unknown} of a target is not served by async-invoke`)
  const { Input, InputPath, InputTransformer, DeadLetterConfig } = target
  const inputs = [Input, InputPath, InputTransformer].filter((each) => each !== undefined)
  if (inputs.length > 1)
    throw validation(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`)
  if (typeof Input === 'string') refuseInput(Input, Id)
  if (typeof InputPath === 'string' && !isInputPath(InputPath)) throw validation(`Invalid InputPath for target ${Id}.`)
  return {
    ...{ Id, Arn },
    ...(typeof Input === 'string' && { Input }),
    ...(typeof InputPath === 'string' && { InputPath }),
    ...(isObject(InputTransformer) && { InputTransformer: readTransformer(InputTransformer, Id) }),
    ...(isObject(DeadLetterConfig) &&
      typeof DeadLetterConfig.Arn === 'string' && {
        DeadLetterConfig: { Arn: DeadLetterConfig.Arn },
      }),
  }
}

/** `RetryPolicy` has no effect: the queue of this runtime takes every event that it may. */
const targetMembers = ['Id', 'Arn', 'Input', 'InputPath', 'InputTransformer', 'DeadLetterConfig', 'RetryPolicy']

function refuseInput(input: string, id: string): void {
  try {
    JSON.parse(input)
  } catch {
    throw validation(`JSON syntax error in input for target ${id}.`)
  }
}

function readTransformer({ InputPathsMap = {}, InputTemplate }: JsonObject, id: string) {
  const paths = Object.entries(isObject(InputPathsMap) ? InputPathsMap : {})
  const [invalid] = paths.filter(([, path]) => typeof path !== 'string' || !isInputPath(path))
  if (typeof InputTemplate !== 'string' || invalid !== undefined)
    throw validation(`Invalid InputTransformer for target ${id}.`)
  return { InputPathsMap: Object.fromEntries(paths.map(([name, path]) => [name, String(path)])), InputTemplate }
}

function formatRule({ name, arn, bus, description, pattern, schedule, enabled }: Rule): object {
  return {
    ...{ Name: name, Arn: arn, EventPattern: pattern, ScheduleExpression: schedule, Description: description },
    ...{ State: enabled ? 'ENABLED' : 'DISABLED', EventBusName: bus },
  }
}

function textOf(body: JsonObject, name: string): string {
  const value = body[name]
  if (typeof value === 'string') return value
  const path = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  throw validation(
    `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`,
  )
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function constraint(path: string, value: string, pattern: string): EventsError {
  return validation(
    `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
  )
}

function notFound(message: string): EventsError {
  return new EventsError('ResourceNotFoundException', message)
}

function notServed(message: string): EventsError {
  return new EventsError('NotImplementedException', message, 501)
}

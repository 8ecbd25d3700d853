import { objectOf } from '../evaluate/template-document.ts'
import { isUnreadable } from '../evaluate/unreadable.ts'
import { normalized, type ServerlessFunction } from './names.ts'

/** A rule of EventBridge that the framework makes of an event of a function. */
export interface ServerlessRule {
  /** Logical id. */
  readonly id: string
  /** The index of the event among those of its function; missing if these are not known. */
  readonly event?: number
  /** Where its pattern stands in the event: `eventBridge.pattern`. */
  readonly member: string
  readonly pattern: unknown
}

/**
 * Lists the rules with patterns among the events of a function: those of `eventBridge` and `cloudwatchEvent`. An event whose
 * variable has no value may be such a rule.
 *
 * @param fullName - the name of the function in Lambda, after which the framework names rules
 */
export function rulesOf({ name, members }: ServerlessFunction, fullName: unknown): readonly ServerlessRule[] {
  const { events } = members
  if (isUnreadable(events)) return [{ id: `${normalized(name)}Events`, member: 'events', pattern: events }]
  let older = 0
  return (Array.isArray(events) ? events : []).flatMap((value: unknown, event): readonly ServerlessRule[] => {
    const { eventBridge, cloudwatchEvent } = objectOf(value)
    if (eventBridge) {
      const id = ruleId(typeof fullName === 'string' ? fullName : name, event + 1)
      return ruleOf({ id, event, member: 'eventBridge.pattern' }, eventBridge, 'pattern')
    }
    if (!cloudwatchEvent) return []
    older += 1
    const id = `${normalized(name)}EventsRuleCloudWatchEvent${older}`
    return ruleOf({ id, event, member: 'cloudwatchEvent.event' }, cloudwatchEvent, 'event')
  })
}

/** A rule without a pattern has a schedule. */
function ruleOf(at: Omit<ServerlessRule, 'pattern'>, given: unknown, member: string): readonly ServerlessRule[] {
  const pattern = isUnreadable(given) ? given : objectOf(given)[member]
  return pattern === undefined ? [] : [{ ...at, pattern }]
}

function ruleId(fullName: string, number: number): string {
  const plain = `${fullName}-rule-${number}`.replaceAll(/[^0-9A-Za-z]/g, '')
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}EventBridgeRule`
}

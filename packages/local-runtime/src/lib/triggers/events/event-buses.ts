import { randomUUID } from 'node:crypto'
import type { Clock } from '@async-invoke/engine'
import type { FunctionHome } from '@async-invoke/schemas'
import { type EventPattern, readRulePattern } from '../../patterns/event-pattern.ts'
import type { Alarms } from '../invoke/alarms.ts'
import type { SendDeadLetter } from '../invoke/dead-letters.ts'
import type { InvokeByTrigger } from '../invoke/invoke-function.ts'
import { readSchedule } from '../invoke/schedule-expression.ts'
import { type BusEvent, type EventParts, formatEvent, type Rule, type RuleTarget } from './rule.ts'
import { composeInput } from './target-input.ts'

export interface EventBusesDependencies {
  readonly home: FunctionHome
  readonly clock: Clock
  readonly alarms: Alarms
  readonly invoke: InvokeByTrigger
  readonly sendDeadLetter: SendDeadLetter
  readonly onFault: (fault: unknown) => void
}

/** A rule with its pattern, read once. */
interface KeptRule {
  readonly rule: Rule
  readonly matches: EventPattern | undefined
}

/** The event buses of this runtime with their rules, in memory: events that match go to functions of this runtime. */
export class EventBuses {
  readonly #dependencies: EventBusesDependencies
  readonly #buses = new Map<string, Map<string, KeptRule>>([['default', new Map()]])

  constructor(dependencies: EventBusesDependencies) {
    this.#dependencies = dependencies
  }

  /** Names of all buses, sorted. */
  names(): readonly string[] {
    return [...this.#buses.keys()].sort()
  }

  has(bus: string): boolean {
    return this.#buses.has(bus)
  }

  create(bus: string): void {
    if (!this.#buses.has(bus)) this.#buses.set(bus, new Map())
  }

  delete(bus: string): void {
    for (const rule of this.rulesOf(bus)) this.deleteRule(rule)
    this.#buses.delete(bus)
  }

  /** The rules of a bus, sorted by name. */
  rulesOf(bus: string): readonly Rule[] {
    const rules = [...(this.#buses.get(bus)?.values() ?? [])].map(({ rule }) => rule)
    return rules.sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  rule(bus: string, name: string): Rule | undefined {
    return this.#buses.get(bus)?.get(name)?.rule
  }

  arnOfBus(bus: string): string {
    const { partition = 'aws', region, accountId } = this.#dependencies.home
    return `arn:${partition}:events:${region}:${accountId}:event-bus/${bus}`
  }

  arnOfRule(bus: string, name: string): string {
    const { partition = 'aws', region, accountId } = this.#dependencies.home
    return `arn:${partition}:events:${region}:${accountId}:rule/${bus === 'default' ? '' : `${bus}/`}${name}`
  }

  /**
   * Stores a rule in place of the one of its name. A schedule starts again when it, or whether it is enabled, has changed.
   *
   * @throws {@link InvalidPattern} when its pattern cannot be read
   */
  putRule(rule: Rule): void {
    const before = this.rule(rule.bus, rule.name)
    const matches = rule.pattern === undefined ? undefined : readRulePattern(rule.pattern)
    this.#buses.get(rule.bus)?.set(rule.name, { rule, matches })
    if (before?.schedule === rule.schedule && before?.enabled === rule.enabled) return
    this.#dependencies.alarms.cancel(rule.arn)
    if (rule.enabled && rule.schedule !== undefined) this.#schedule(rule, this.#dependencies.clock.nowMs())
  }

  deleteRule({ bus, name, arn }: Rule): void {
    this.#dependencies.alarms.cancel(arn)
    this.#buses.get(bus)?.delete(name)
  }

  /** Sends an event to the targets of all rules that it matches, and returns its id (EVB-1). */
  async put(bus: string, parts: EventParts): Promise<string> {
    const { home } = this.#dependencies
    const id = randomUUID()
    const text = formatEvent(id, parts, home)
    const event: unknown = JSON.parse(text)
    const rules = [...(this.#buses.get(bus)?.values() ?? [])]
    const matching = rules.filter(({ rule, matches }) => rule.enabled && matches?.(event) === true)
    await Promise.all(matching.map(({ rule }) => this.#send(rule, { id, bus, text })))
    return id
  }

  #schedule(rule: Rule, startMs: number): void {
    const { clock, alarms } = this.#dependencies
    const times = readSchedule(rule.schedule ?? '', startMs)
    const arm = (afterMs: number): void => {
      const atMs = times?.(afterMs)
      if (atMs === undefined) return
      alarms.set(rule.arn, atMs, async () => {
        const current = this.rule(rule.bus, rule.name)
        if (current === undefined) return
        arm(clock.nowMs())
        await this.#ring(current, atMs)
      })
    }
    arm(startMs)
  }

  /** Sends the event of a schedule to the targets of its rule (EVB-6). */
  async #ring(rule: Rule, timeMs: number): Promise<void> {
    const id = randomUUID()
    const parts = { source: 'aws.events', detailType: 'Scheduled Event', resources: [rule.arn], detail: '{}', timeMs }
    await this.#send(rule, { id, bus: rule.bus, text: formatEvent(id, parts, this.#dependencies.home) })
  }

  async #send(rule: Rule, event: BusEvent): Promise<void> {
    await Promise.all(rule.targets.map((target) => this.#sendTo(target, rule, event).catch(this.#dependencies.onFault)))
  }

  async #sendTo(target: RuleTarget, rule: Rule, { id, text }: BusEvent): Promise<void> {
    const { clock, home, invoke, sendDeadLetter } = this.#dependencies
    const ingestionTime = new Date(clock.nowMs()).toISOString().replace(/\.\d+Z$/, 'Z')
    const input = composeInput(target, text, { ruleArn: rule.arn, ruleName: rule.name, ingestionTime })
    const caller = { service: 'events.amazonaws.com', sourceArn: rule.arn, sourceAccount: home.accountId }
    const payload = new TextEncoder().encode(input)
    const begun = await invoke({ functionArn: target.Arn, payload, caller })
    const queueArn = target.DeadLetterConfig?.Arn
    if ('requestId' in begun || queueArn === undefined) return
    const attributes = {
      ...{ RULE_ARN: rule.arn, TARGET_ARN: target.Arn, ERROR_CODE: begun.code, ERROR_MESSAGE: begun.message },
      RETRY_ATTEMPTS: 0,
    }
    // The body is the event itself, not what the target would have received (CON-10).
    await sendDeadLetter({ queueArn, id, functionArn: target.Arn, body: text, attributes, code: begun.code })
  }
}

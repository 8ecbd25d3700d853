import { helpUrlOf } from '@async-invoke/schemas'
import type { Difference } from '../compare/differences.ts'

/**
 * State of a scenario or statement.
 *
 * - `pass`: the endpoint does what is said.
 * - `differs`: it does something else.
 * - `not-offered`: it lacks something that is needed to show it either way.
 * - `not-run`: there was no time for it.
 */
export type ConformanceState = 'pass' | 'differs' | 'not-offered' | 'not-run'

/** The result of one scenario. */
export interface ScenarioFindings {
  readonly name: string
  readonly area: string
  readonly state: ConformanceState
  /** Ids of the statements that the scenario shows. */
  readonly shows: readonly string[]
  /** Ids of those that were checked. */
  readonly checked: readonly string[]
  readonly differences: readonly Difference[]
  /** Why it was not offered or not run. */
  readonly reason?: string
}

/** The result about one statement, from all scenarios that show it. */
export interface StatementResult {
  readonly id: string
  readonly state: ConformanceState
  /** Page about the statement. */
  readonly helpUrl: string
  /** Names of the scenarios that show it. */
  readonly scenarios: readonly string[]
}

/** What was found at an endpoint. */
export interface EndpointReport {
  /** Base URL, without credentials. */
  readonly endpoint: string
  /** ISO 8601. */
  readonly startedAt: string
  /** Whether the kit moved the endpoint's clock. */
  readonly time: 'held' | 'real'
  readonly runtime: string
  readonly counts: Readonly<Record<ConformanceState, number>>
  readonly statements: readonly StatementResult[]
  readonly scenarios: readonly ScenarioFindings[]
  /** What the kit created and could not remove. */
  readonly leftBehind: readonly string[]
}

/** States of a statement, the one that decides first. */
const byWeight: readonly ConformanceState[] = ['differs', 'pass', 'not-run', 'not-offered']

/**
 * The statements that results are about, in the order of their ids. A statement differs if one check of it does, and
 * passes if one scenario has shown it.
 */
export function statementResults(results: readonly ScenarioFindings[]): readonly StatementResult[] {
  const ids = [...new Set(results.flatMap(({ shows }) => shows))].sort(byId)
  return ids.map((id) => {
    const about = results.filter(({ shows }) => shows.includes(id))
    const states = about.map((result) => stateOf(id, result))
    const state = byWeight.find((each) => states.includes(each)) ?? 'not-run'
    return { id, state, helpUrl: helpUrlOf(id), scenarios: about.map(({ name }) => name) }
  })
}

/** Counts statements by their state. */
export function countStates(statements: readonly StatementResult[]): EndpointReport['counts'] {
  const counts = { pass: 0, differs: 0, 'not-offered': 0, 'not-run': 0 }
  for (const { state } of statements) counts[state] += 1
  return counts
}

/** A scenario may differ in one statement and show another. */
function stateOf(id: string, { state, checked, differences }: ScenarioFindings): ConformanceState {
  if (state !== 'differs') return state
  if (differences.some(({ ids }) => ids.includes(id))) return 'differs'
  return checked.includes(id) ? 'pass' : 'not-offered'
}

/** By prefix, then by number: CFG-9 before CFG-12a. */
function byId(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

import { describeDeclaredProblems, readDeclaredFunctionSettings } from '@async-invoke/schemas/internal'
import { below } from './check-document.ts'
import type { Scenario, ScenarioSettings } from './scenario.ts'
import { problemOf, type ScenarioProblem } from './scenario-error.ts'

/** Settings of a function, as the engine takes them. */
export type ReadSettings = ReturnType<typeof readDeclaredFunctionSettings>

/** The settings of all functions under one variant. */
export interface VariantSetup {
  readonly name: string
  readonly about?: string
  /** In the order of the scenario's functions. */
  readonly functions: readonly ReadSettings[]
  /** Slots that functions without reserved concurrency share. */
  readonly unreservedConcurrency: number
}

/** Name of the only variant of a scenario without any. */
const ownSettings = 'settings'
const defaultAccountConcurrency = 1_000
/** Lambda leaves an account this much unreserved concurrency (FNC-7). */
const minimumUnreserved = 100

/** Lists the settings to run a scenario under. */
export function variantsOf(scenario: Scenario): readonly VariantSetup[] {
  return Object.entries(scenario.variants ?? { [ownSettings]: {} }).map(([name, variant]) => {
    const functions = Object.entries(scenario.functions).map(([functionName, { settings }]) =>
      readDeclaredFunctionSettings(merged(settings, variant.functions?.[functionName])),
    )
    const account = variant.accountConcurrency ?? scenario.accountConcurrency ?? defaultAccountConcurrency
    return {
      name,
      ...(variant.about !== undefined && { about: variant.about }),
      functions,
      unreservedConcurrency: account - reservedBy(functions),
    }
  })
}

/** Lists what Lambda would refuse about the settings of a scenario, and what its variants name in vain. */
export function checkVariants(scenario: Scenario): readonly ScenarioProblem[] {
  const unknown = Object.entries(scenario.variants ?? {}).flatMap(([name, { functions = {} }]) =>
    Object.keys(functions)
      .filter((each) => !Object.hasOwn(scenario.functions, each))
      .map((each) =>
        problemOf(
          below(below(below('variants', name), 'functions'), each),
          'functions',
          each,
          'is no function of the scenario',
        ),
      ),
  )
  const own = Object.entries(scenario.functions).flatMap(([name, { settings = {} }]) =>
    refusals(settings, below(below('functions', name), 'settings'), name),
  )
  const merges = Object.entries(scenario.variants ?? {}).flatMap(([variant, { functions = {} }]) =>
    Object.entries(functions).flatMap(([name, settings]) =>
      refusals(settings, below(below(below('variants', variant), 'functions'), name), name),
    ),
  )
  const refused = [...unknown, ...own, ...merges]
  return refused.length > 0 ? refused : variantsOf(scenario).flatMap((setup) => overbooked(scenario, setup))
}

function overbooked(scenario: Scenario, { name, functions, unreservedConcurrency }: VariantSetup) {
  const reserved = reservedBy(functions)
  if (reserved === 0 || unreservedConcurrency >= minimumUnreserved) return []
  const path = scenario.variants === undefined ? 'functions' : below('variants', name)
  const demand = `must leave ${minimumUnreserved} of the account's concurrency of ${unreservedConcurrency + reserved} unreserved`
  return [problemOf(path, 'FNC-7', reserved, demand)]
}

function reservedBy(functions: readonly ReadSettings[]): number {
  return functions.reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0)
}

function refusals(settings: ScenarioSettings, path: string, functionName: string): readonly ScenarioProblem[] {
  const declared = merged(settings, undefined)
  return describeDeclaredProblems(declared, { path, of: 'function', owner: { functionName } }).map((message) => ({
    path,
    rule: 'settings',
    message,
  }))
}

/** Members of a variant replace those of the function; null leaves none. */
function merged(settings: ScenarioSettings = {}, others: ScenarioSettings = {}): ScenarioSettings {
  return Object.fromEntries(
    Object.entries({ ...settings, ...others }).filter(([, value]) => value !== null && value !== undefined),
  )
}

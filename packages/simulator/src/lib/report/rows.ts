import { type NumberAbout, numberNames, numbers } from '../run/numbers.ts'
import { type Priced, priced } from '../summary/prices.ts'
import type { FunctionSummary, ScenarioResult, VariantResult } from '../summary/result.ts'
import type { Spread } from '../summary/spread.ts'
import { countOf, differenceOf, inUnit, moneyOf } from './words.ts'

/** A line of a table: a cell for each variant, then one for each comparison. */
export interface Row {
  readonly label: string
  readonly cells: readonly string[]
}

/** Heads of the columns of {@link numberRows}. */
export function headsOf({ variants, comparisons }: ScenarioResult): readonly string[] {
  return [...variants.map(({ name }) => name), ...comparisons.map(({ from, to }) => `${to} less ${from}`)]
}

/** The numbers of a result; a number that is 0 in every run is left out. */
export function numberRows({ variants, comparisons }: ScenarioResult): readonly Row[] {
  const kept = numberNames.filter((name) => variants.some((each) => each.numbers[name].max > 0))
  const names = variants[0]?.functions.map(({ name }) => name) ?? []
  const blanks = comparisons.map(() => '')
  const atOnce = names.map((name, index) => ({
    label: names.length === 1 ? 'most runs at once' : `most runs at once of ${name}`,
    cells: [...variants.map(({ functions }) => runningText(functions[index])), ...blanks],
  }))
  const rows = kept.map((name) => ({
    label: numbers[name].label,
    cells: [
      ...variants.map((variant) => spreadText(variant.numbers[name], numbers[name], inUnit)),
      ...comparisons.map((comparison) => spreadText(comparison.numbers[name], numbers[name], differenceOf)),
    ],
  }))
  return [...rows, ...atOnce]
}

function runningText(summary: FunctionSummary | undefined): string {
  return summary === undefined ? '' : spreadText(summary.mostRunning, { unit: 'count' }, inUnit)
}

/** Messages, calls and money. */
export function usageRows({ variants, comparisons }: ScenarioResult): readonly Row[] {
  const count = { unit: 'count' } as const
  const blanks = comparisons.map(() => '')
  const keys = [...new Set(variants.flatMap(({ messages }) => messages.map(keyOf)))]
  const messages = keys.map((key) => ({
    label: key,
    cells: [
      ...variants.map((variant) => {
        const own = variant.messages.find((each) => keyOf(each) === key)
        return own === undefined ? '' : spreadText(own.count, count, inUnit)
      }),
      ...blanks,
    ],
  }))
  const used = (Object.keys(priced) as readonly Priced[]).filter((name) =>
    variants.some(({ quantities }) => (quantities[name]?.max ?? 0) > 0),
  )
  const calls = used.map((name) => ({
    label: name === 'gbSeconds' ? 'GB-seconds' : /:/.test(name) ? `calls of ${name}` : name,
    cells: [
      ...variants.map(({ quantities }) => (quantities[name] === undefined ? '' : countOf(quantities[name].p50))),
      ...blanks,
    ],
  }))
  const money = variants.some(({ cost }) => cost !== undefined)
    ? [
        {
          label: 'cost by the price list',
          cells: [
            ...variants.map(({ cost }) => (cost === undefined ? '' : moneyOf(cost.total.p50, cost.currency))),
            ...comparisons.map(({ cost }) =>
              cost === undefined ? '' : moneyOf(cost.p50, variants[0]?.cost?.currency ?? ''),
            ),
          ],
        },
      ]
    : []
  return [...messages, ...calls.filter(({ label }) => label !== 'events' && label !== 'runs'), ...money]
}

/** The settings of each function of a variant in words. */
export function settingLines({ functions }: VariantResult): readonly string[] {
  return functions.map(({ name, settings }) => {
    const { MaximumRetryAttempts, MaximumEventAgeInSeconds, ReservedConcurrentExecutions } = settings
    const reserved =
      ReservedConcurrentExecutions === undefined ? '' : `, reserved concurrency ${ReservedConcurrentExecutions}`
    return `${name}: ${MaximumRetryAttempts} retries, maximum age ${MaximumEventAgeInSeconds} s${reserved}`
  })
}

/** Median, and the range between p10 and p90 where they read differently. */
function spreadText(
  { p10, p50, p90 }: Spread,
  about: Pick<NumberAbout, 'unit'>,
  text: (value: number, about: Pick<NumberAbout, 'unit'>) => string,
): string {
  const [low, middle, high] = [text(p10, about), text(p50, about), text(p90, about)]
  return low === high && low === middle ? middle : `${middle} (${low} to ${high})`
}

function keyOf({ functionName, side, target }: VariantResult['messages'][number]): string {
  return `${side} of ${functionName} to ${target.split(':').at(-1)}`
}

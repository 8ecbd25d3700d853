import { describe, expect, it } from 'vitest'
import { runScenario } from '../run-scenario.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { formatHtml } from './html-report.ts'
import { columnsOf, fitted } from './text-plot.ts'
import { formatText } from './text-report.ts'
import { countOf, durationOf, moneyOf } from './words.ts'

const hostile = `<script src="https://example.com/x.js">&'"`
const scenario: Scenario = {
  version: '1.0',
  title: hostile,
  durationSeconds: 300,
  functions: { [hostile]: { arrivals: { poisson: { perSecond: 2 } }, durationMs: 100, errorProbability: 0.5 } },
  variants: { [hostile]: { about: hostile }, b: { functions: { [hostile]: { MaximumRetryAttempts: 0 } } } },
}

describe('durationOf', () => {
  it.each([
    { ms: 0, text: '0 ms' },
    { ms: 999.6, text: '1 s' },
    { ms: -1_000, text: '-1 s' },
    { ms: 7_340, text: '7.3 s' },
    { ms: 59_700, text: '1 min' },
    { ms: 197_118, text: '3 min 17 s' },
    { ms: 21_600_000, text: '6 h' },
    { ms: 90_000_000, text: '1 d 1 h' },
  ])('writes $ms ms as $text', ({ ms, text }) => {
    expect(durationOf(ms)).toBe(text)
  })
})

describe('countOf and moneyOf', () => {
  it('keep digits where they matter', () => {
    expect([countOf(1_234_567), countOf(12.345_67), countOf(0)]).toEqual(['1,234,567', '12.35', '0'])
    expect([moneyOf(1_234.5, 'EUR'), moneyOf(1.5, 'EUR'), moneyOf(0.000_123, 'EUR')]).toEqual([
      '1235 EUR',
      '1.50 EUR',
      '0.000123 EUR',
    ])
  })
})

describe('columnsOf', () => {
  it('draws in eighths of a line, and shows each value that is not 0', () => {
    expect(columnsOf([0, 0.01, 8, 12, 16], 16, 2)).toEqual(['   ▄█', ' ▁███'])
    expect(columnsOf([0, 0], 0, 1)).toEqual(['  '])
  })

  it('fits values into a width, by the greatest or the sum of each column', () => {
    expect(fitted([1, 2, 3, 4, 5], 3, 'greatest')).toEqual([2, 4, 5])
    expect(fitted([1, 2, 3, 4, 5], 3, 'sum')).toEqual([3, 7, 5])
    expect(fitted([1, 2], 3, 'sum')).toEqual([1, 2])
  })
})

describe('formatHtml', () => {
  it('is one document without scripts and without anything from elsewhere, whatever names a scenario has', async () => {
    const html = formatHtml(await runScenario(scenario, { seeds: 2 }))
    expect(html.match(/<(script|link|img|iframe|object|embed|style)\b/g)).toEqual(['<style'])
    expect(html).not.toMatch(/\b(src|href|xlink:href|on\w+)=(?!&)["']|url\(|@import/)
    expect(html).toContain('&lt;script src=&quot;https://example.com/x.js&quot;&gt;&amp;&#39;&quot;')
    expect(html.match(/<svg /g)?.length).toBeGreaterThanOrEqual(3)
    expect(html).not.toContain('NaN')
    for (const tag of ['svg', 'table', 'g', 'text', 'tr', 'td', 'li', 'b', 'h2'])
      expect(html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0).toBe(
        html.match(new RegExp(`</${tag}>`, 'g'))?.length ?? 0,
      )
  })
})

describe('formatText', () => {
  it('has all numbers that are not 0, and a plot for each variant in one scale', async () => {
    const text = formatText(await runScenario(scenario, { seeds: 2 }))
    expect(text).toContain('2 seeds, p50 (p10 to p90)')
    expect(text).toMatch(/^dropped: RetriesExhausted +\d/m)
    expect(text).not.toMatch(/EventAgeExceeded|throttles|NaN|undefined/)
    expect(text.match(/^ {2}└─+$/gm)).toHaveLength(6)
  })

  it('shows a run of a single event, and one without any', async () => {
    const few = (perSecond: number): Scenario => ({
      version: '1.0',
      durationSeconds: 1,
      functions: { f: { arrivals: { poisson: { perSecond } }, durationMs: 1 } },
    })
    for (const perSecond of [0.000_01, 1]) {
      const result = await runScenario(few(perSecond), { seeds: 1 })
      expect(`${formatText(result)}${formatHtml(result)}`).not.toMatch(/NaN|undefined|Infinity/)
    }
  })
})

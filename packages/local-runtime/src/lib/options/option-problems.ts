import type { LocalRuntimeOptions } from './local-runtime-options.ts'
import { shown } from './shown-value.ts'

interface Rule {
  readonly sentence: string
  readonly holds: (value: unknown) => boolean
}

/** What the options say of the runtime itself; of functions see `declarationProblems`. */
const rules: Readonly<Partial<Record<keyof LocalRuntimeOptions, Rule>>> = {
  port: wholeNumber(0, 65_535),
  region: text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region'),
  accountId: text(/^\d{12}$/, '12 digits'),
  time: text(/^(real|skip|manual)$/, 'real, skip or manual'),
  speed: {
    sentence: 'a number from 0.001 to 100000',
    holds: (value) => typeof value === 'number' && value >= 0.001 && value <= 100_000,
  },
  concurrency: wholeNumber(0, Number.MAX_SAFE_INTEGER),
  maxInFlight: wholeNumber(1, 100_000),
  pendingMs: wholeNumber(0, 2 ** 31 - 1),
  signingKeys: {
    sentence: 'an accessKeyId and a secretAccessKey',
    holds: (value) => isText(member(value, 'accessKeyId')) && isText(member(value, 'secretAccessKey')),
  },
}

/**
 * What cannot be served of the options beside functions, each with path, rule and value; empty when all can.
 *
 * @example optionProblems({ time: 'skip', speed: 60 }) // ['speed goes with real time, not with skip: 60']
 */
export function optionProblems(options: LocalRuntimeOptions): readonly string[] {
  const { speed, time = 'real' } = options
  const ofEach = Object.entries(rules).flatMap(([name, { sentence, holds }]) => {
    const value = options[name as keyof LocalRuntimeOptions]
    // A secret is not shown.
    const shownValue = name === 'signingKeys' ? '' : `: ${shown(value)}`
    return value === undefined || holds(value) ? [] : [`${name} is not ${sentence}${shownValue}`]
  })
  const ofEndpoints = Object.entries(options.endpoints ?? {}).flatMap(([service, url]) =>
    url === undefined || (/^https?:/.test(url) && URL.canParse(url))
      ? []
      : [`endpoints.${service} is no URL of http or https: ${shown(url)}`],
  )
  const ofSpeed =
    speed !== undefined && time !== 'real' ? [`speed goes with real time, not with ${time}: ${shown(speed)}`] : []
  return [...ofEach, ...ofEndpoints, ...ofSpeed]
}

function wholeNumber(least: number, most: number): Rule {
  return {
    sentence: `a whole number from ${least} to ${most}`,
    holds: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  }
}

function text(pattern: RegExp, what: string): Rule {
  return { sentence: what, holds: (value) => typeof value === 'string' && pattern.test(value) }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

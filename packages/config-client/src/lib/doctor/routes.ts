import { earliestRetriesInSeconds, eventInvokeDefaults, readTarget } from '@async-invoke/schemas'
import type { FindingFacts } from './finding.ts'
import { type FunctionSetup, nameOf } from './setup.ts'

const latest = '$LATEST'

/** What happens to events that fail: both routes, no route, too little time, too small a target. */
export function routeFindings(setup: FunctionSetup): readonly FindingFacts[] {
  const bySettings = Object.entries(setup.settings).flatMap(([qualifier, settings]) => {
    const subject = `${nameOf(setup)}:${qualifier}`
    const deadLetter = deadLetterOf(setup, qualifier)
    return [
      ...bothRoutes(subject, settings.OnFailure, deadLetter),
      ...noRoute(subject, settings, deadLetter),
      ...tooShort(subject, settings),
      ...snsSize(subject, settings),
    ]
  })
  return [...bySettings, ...snsDeadLetter(setup)]
}

/** The target of the version that a qualifier leads to (DSP-7); `undefined`: not known. */
function deadLetterOf({ aliases = {}, deadLetterTargets = {} }: FunctionSetup, qualifier: string) {
  const version = Object.hasOwn(aliases, qualifier) ? aliases[qualifier] : qualifier
  return version === null || version === undefined ? undefined : deadLetterTargets[version]
}

type Settings = FunctionSetup['settings'][string]
type Route = string | null | undefined

function bothRoutes(subject: string, OnFailure: string | undefined, deadLetter: Route): readonly FindingFacts[] {
  if (OnFailure === undefined || !deadLetter) return []
  return [
    {
      severity: 'warning',
      rule: 'dead-letter-and-destination',
      subject,
      statement: 'DLQ-6',
      evidence: `every failed event goes to the destination ${OnFailure} and, as a second message, to the dead-letter queue ${deadLetter}`,
      remedy:
        'Keep the destination, whose record says why, and remove the dead-letter queue; or let consumers expect both.',
    },
  ]
}

function noRoute(subject: string, settings: Settings, deadLetter: Route): readonly FindingFacts[] {
  const { MaximumRetryAttempts, OnFailure } = settings
  // A dead-letter queue that is not known may be the route.
  if (MaximumRetryAttempts !== 0 || OnFailure !== undefined || typeof deadLetter === 'string') return []
  const evidence = 'an event is dropped after its first failure: no retries, no failure destination'
  const known = deadLetter === null
  return [
    {
      severity: known ? 'error' : 'warning',
      rule: 'no-retries-and-no-failure-route',
      subject,
      statement: 'TRM-4',
      evidence: known
        ? `${evidence}, no dead-letter queue`
        : `${evidence}; whether there is a dead-letter queue is not known`,
      remedy: 'Set DestinationConfig.OnFailure, or allow retries.',
    },
  ]
}

/** Retry n waits n minutes after the failure before it, and must begin before the age is reached (RTY-1, RTY-3). */
function tooShort(subject: string, settings: Settings): readonly FindingFacts[] {
  const {
    MaximumRetryAttempts: retries = eventInvokeDefaults.MaximumRetryAttempts,
    MaximumEventAgeInSeconds: age = eventInvokeDefaults.MaximumEventAgeInSeconds,
  } = settings
  const beginsAt = earliestRetriesInSeconds(retries)
  const fitting = beginsAt.filter((seconds) => seconds < age).length
  if (fitting === beginsAt.length) return []
  return [
    {
      severity: 'warning',
      rule: 'age-too-short-for-retries',
      subject,
      statement: 'RTY-1',
      evidence: `${fitting} of ${retries} retries can begin within ${age} s: they begin at ${beginsAt.join(' and ')} s at the earliest`,
      remedy: `Set MaximumEventAgeInSeconds above ${beginsAt.at(-1)} plus the time that the runs take, or MaximumRetryAttempts to ${fitting}.`,
    },
  ]
}

function snsSize(subject: string, { OnSuccess, OnFailure }: Settings): readonly FindingFacts[] {
  return [OnSuccess, OnFailure].flatMap((arn) =>
    isTopic(arn) ? [tooLarge(subject, arn, 'and the record holds the response too')] : [],
  )
}

/** A topic gets the event itself from the dead-letter side; versions that only repeat that are not told again. */
function snsDeadLetter(setup: FunctionSetup): readonly FindingFacts[] {
  const target = setup.deadLetterTargets?.[latest]
  return isTopic(target) ? [tooLarge(`${nameOf(setup)}:${latest}`, target, 'as a dead letter it is sent whole')] : []
}

function isTopic(arn: Route): arn is string {
  return typeof arn === 'string' && readTarget(arn).kind === 'sns'
}

function tooLarge(subject: string, topic: string, why: string): FindingFacts {
  return {
    severity: 'info',
    rule: 'sns-record-size',
    subject,
    statement: 'DST-9',
    evidence: `the topic ${topic} takes messages of 256 KB, an event may have 1 MB, ${why}`,
    remedy: 'Keep payloads small, or use a queue; as a failure destination S3 takes any size.',
  }
}

import { earliestRetriesInSeconds, eventInvokeDefaults, readTarget } from '@async-invoke/schemas'
import type { FindingFacts } from './finding.ts'
import { type FunctionSetup, nameOf, versionOf } from './setup.ts'

const latest = '$LATEST'

/**
 * Finds failed events that are sent twice or dropped, retries without time to start, and targets too small for an
 * event.
 */
export function deliveryFindings(setup: FunctionSetup): readonly FindingFacts[] {
  const bySettings = Object.entries(setup.settings).flatMap(([qualifier, settings]) => {
    const subject = `${nameOf(setup)}:${qualifier}`
    const deadLetter = deadLetterOf(setup, qualifier)
    return [
      ...doubleDeliveries(subject, settings.OnFailure, deadLetter),
      ...droppedEvents(subject, settings, deadLetter),
      ...lateRetries(subject, settings),
      ...smallTopics(subject, settings),
      ...durableDestinations(setup, subject, settings),
    ]
  })
  return [...bySettings, ...smallDeadLetterTopic(setup)]
}

/** The dead-letter target of the version behind a qualifier (DSP-7); `undefined` if it is unknown. */
function deadLetterOf(setup: FunctionSetup, qualifier: string) {
  const { deadLetterTargets = {} } = setup
  const version = versionOf(setup, qualifier)
  return version !== undefined && Object.hasOwn(deadLetterTargets, version) ? deadLetterTargets[version] : undefined
}

type Settings = FunctionSetup['settings'][string]
type Target = string | null | undefined

function doubleDeliveries(subject: string, OnFailure: string | undefined, deadLetter: Target): readonly FindingFacts[] {
  if (OnFailure === undefined || !deadLetter) return []
  return [
    {
      severity: 'warning',
      rule: 'dead-letter-and-destination',
      subject,
      statement: 'DLQ-6',
      evidence: `every failed event is sent to the destination ${OnFailure} and, as a second message, to the dead-letter queue ${deadLetter}`,
      remedy:
        'Keep the destination, whose record says why the event failed, and remove the dead-letter queue; or make consumers expect both.',
    },
  ]
}

function droppedEvents(subject: string, settings: Settings, deadLetter: Target): readonly FindingFacts[] {
  const { MaximumRetryAttempts, OnFailure } = settings
  // An unknown dead-letter queue may catch the event.
  if (MaximumRetryAttempts !== 0 || OnFailure !== undefined || typeof deadLetter === 'string') return []
  const evidence = 'an event is dropped after its first failure: no retries, no failure destination'
  const known = deadLetter === null
  return [
    {
      severity: known ? 'error' : 'warning',
      rule: 'no-retries-and-no-failure-route',
      subject,
      statement: 'TRM-4',
      evidence: known ? `${evidence}, no dead-letter queue` : `${evidence}; the dead-letter queue is unknown`,
      remedy: 'Set DestinationConfig.OnFailure, or allow retries.',
    },
  ]
}

/** Retry n starts n minutes after the failure before it, and only below the maximum age (RTY-1, RTY-3). */
function lateRetries(subject: string, settings: Settings): readonly FindingFacts[] {
  const {
    MaximumRetryAttempts: retries = eventInvokeDefaults.MaximumRetryAttempts,
    MaximumEventAgeInSeconds: age = eventInvokeDefaults.MaximumEventAgeInSeconds,
  } = settings
  const startsAt = earliestRetriesInSeconds(retries)
  const fitting = startsAt.filter((seconds) => seconds < age).length
  if (fitting === startsAt.length) return []
  return [
    {
      severity: 'warning',
      rule: 'age-too-short-for-retries',
      subject,
      statement: 'RTY-1',
      evidence: `${fitting} of ${retries} ${retries === 1 ? 'retry' : 'retries'} can start within ${age} s: they start after ${startsAt.join(' and ')} s at the earliest`,
      remedy: `Set MaximumEventAgeInSeconds above ${startsAt.at(-1)} plus the duration of the runs, or MaximumRetryAttempts to ${fitting}.`,
    },
  ]
}

function smallTopics(subject: string, { OnSuccess, OnFailure }: Settings): readonly FindingFacts[] {
  return [OnSuccess, OnFailure].flatMap((arn) =>
    isTopic(arn) ? [sizeFinding(subject, arn, 'and the record adds the response')] : [],
  )
}

/** A durable function has a dead-letter queue and no destinations (DUR-1). */
function durableDestinations({ durable }: FunctionSetup, subject: string, settings: Settings): readonly FindingFacts[] {
  const targets = [settings.OnSuccess, settings.OnFailure].filter((arn) => arn !== undefined)
  if (durable !== true || targets.length === 0) return []
  return [
    {
      severity: 'error',
      rule: 'destination-on-durable-function',
      subject,
      statement: 'DUR-1',
      evidence: `the function is durable, and Lambda sends no records of durable functions to ${targets.join(' or ')}`,
      remedy: 'Use a dead-letter queue: it gets the events of executions that fail, stop or time out.',
    },
  ]
}

/** Reports `$LATEST` only: published versions would repeat the finding. */
function smallDeadLetterTopic(setup: FunctionSetup): readonly FindingFacts[] {
  const target = setup.deadLetterTargets?.[latest]
  return isTopic(target)
    ? [sizeFinding(`${nameOf(setup)}:${latest}`, target, 'and a dead letter contains all of it')]
    : []
}

function isTopic(arn: Target): arn is string {
  return typeof arn === 'string' && readTarget(arn).kind === 'sns'
}

function sizeFinding(subject: string, topic: string, why: string): FindingFacts {
  return {
    severity: 'info',
    rule: 'sns-record-size',
    subject,
    statement: 'DST-9a',
    evidence: `the topic ${topic} accepts messages of up to 256 KB unless its attribute MaximumMessageSize says more, but an event may have 1 MB, ${why}`,
    remedy:
      'Set MaximumMessageSize of the topic to 1048576, keep payloads small, or use a queue. As a failure destination, S3 accepts any size.',
  }
}

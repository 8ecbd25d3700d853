// biome-ignore-all lint/suspicious/noTemplateCurlyInString: source code as strings, not templates
import { type Mutant, mutant, type Suite } from './mutant.ts'

const decide = 'engine/src/lib/decide/decide-next.ts'
const step = 'engine/src/lib/decide/next-step.ts'
const outcome = 'engine/src/lib/decide/attempt-outcome.ts'
const format = 'schemas/src/lib/record/format-invocation-record.ts'

export const decideSuites: Readonly<Record<string, Suite>> = {
  [decide]: { root: 'engine', tests: ['decide-next', 'unsettled-choices'] },
  [step]: { root: 'engine', tests: ['decide-next', 'unsettled-choices'] },
  [outcome]: { root: 'engine', tests: ['decide-next', 'unsettled-choices', 'run-event'] },
  [format]: { root: 'schemas', tests: ['format-invocation-record', 'invocation-record'] },
}

export const decideMutants: readonly Mutant[] = [
  mutant(step, 'functionErrorStepInSeconds * 1_000', 'functionErrorStepInSeconds * 1_001', 'waits of 60 and 120 s'),
  mutant(step, 'firstBackoffInSeconds * 1_000', 'firstBackoffInSeconds * 2_000', 'back-off starts at 1 s'),
  mutant(step, 'maxBackoffInSeconds * 1_000', 'maxBackoffInSeconds * 999', 'back-off ends at 300 s'),
  mutant(step, '2 ** doublings', '3 ** doublings', 'back-off doubles'),
  mutant(
    decide,
    'event.failures + 1\n  const missing',
    'event.failures + 2\n  const missing',
    'each failure counts once',
  ),
  mutant(step, 'failures > retries', 'failures >= retries', 'the last retry is made'),
  mutant(step, 'functionErrorStepMs * failures', 'functionErrorStepMs', 'the second wait is 120 s'),
  mutant(step, 'delayMs >= room ?', 'delayMs > room ?', 'a tie is exceeded after failures (RTY-3)'),
  mutant(step, 'if (nominalMs >= room)', 'if (nominalMs > room)', 'a tie is exceeded after throttles (RTY-3)'),
  mutant(step, 'if (nominalMs >= room)', 'if (room <= 0)', 'the age test looks ahead (RTY-2)'),
  mutant(step, "=== 'keep' ? backoff : 0", "=== 'keep' ? backoff : backoff", 'a run resets the back-off'),
  mutant(step, "=== 'keep' ? backoff : 0", "=== 'keep' ? 0 : 0", 'U-05a keep'),
  mutant(
    decide,
    '? exactBackoff : jitteredBackoff',
    '? exactBackoff : exactBackoff',
    'a jittered wait names its rule (U-05b)',
  ),
  mutant(decide, 'backoff: event.backoff + 1', 'backoff: event.backoff', 'back-off grows'),
  mutant(decide, 'countsRuns ? event.failures + 1 : 1', 'event.failures + 1', 'a success counts 1 (REC-9)'),
  mutant(decide, 'countsRuns ? event.failures + 1 : 1', '1', 'U-06 runs'),
  mutant(outcome, "functionError: 'Unhandled'", "functionError: 'Handled'", 'functionError is Unhandled (REC-3)'),
  mutant(outcome, 'return { statusCode: 404 }', 'return { statusCode: 200 }', 'a missing target is a 404'),
  mutant(outcome, 'return { statusCode: 429 }', 'return { statusCode: 500 }', 'a throttle is a 429'),
  mutant(outcome, 'statusCode: attempt.statusCode', 'statusCode: 500', 'a system error keeps its code (U-04)'),
  mutant(decide, 'delayMs === roomMs(', 'delayMs !== roomMs(', 'a tie names its rule'),
  mutant(step, '(nowMs - event.acceptedAtMs)', 'nowMs', 'the age starts at acceptance (RTY-5)'),
  mutant(step, '* 1_000\n  return maxAgeMs', '* 1_001\n  return maxAgeMs', 'the age limit is in seconds'),
  mutant(
    decide,
    'if (roomMs(event, settings, nowMs) > 0)',
    'if (roomMs(event, settings, nowMs) >= 0)',
    'expiry in the queue at a tie',
  ),
  mutant(
    decide,
    "approximateInvokeCount: 0, rules: ['4.2.2']",
    "approximateInvokeCount: 1, rules: ['4.2.2']",
    'zero reserved counts 0',
  ),
  mutant(decide, 'stretch <= 1 ? by', 'stretch < 0 ? by', 'no stretch, no rule of it'),
  mutant(step, 'Math.ceil(room) - 1', 'Math.ceil(room)', 'a stretched wait ends before the age limit'),
  mutant(
    decide,
    "choices.throttledAfterRun === 'last-run' ? runBefore(event) : undefined\n",
    'runBefore(event)\n',
    'the last attempt wins (U-18)',
  ),
  mutant(
    decide,
    'last?.statusCode === 200 || last?.statusCode === 404',
    'last?.statusCode === 404',
    'U-18 last-run finds the run',
  ),
  mutant(decide, 'if (lastRun !== undefined) return lastRun\n', '', 'U-18 last-run is remembered over throttles'),
  mutant(step, '0.5 + draw / 2', 'draw', 'jitter keeps to the upper half'),
  mutant(format, "version: '1.0'", "version: '1.1'", 'the version of the record'),
  mutant(format, "requestPayloadText === '' ? '{}'", "requestPayloadText === '' ? 'null'", 'no body is {} (INV-4)'),
  mutant(
    format,
    'if (!isJson(requestPayloadText))',
    'if (isJson(requestPayloadText))',
    'no record for a payload that is not JSON',
  ),
  mutant(
    format,
    '"requestPayload":${requestPayloadText}',
    '"requestPayload":${JSON.stringify(JSON.parse(requestPayloadText))}',
    'bytes are spliced (REC-6)',
  ),
  mutant(
    format,
    ',"responsePayload":${payload}',
    ',"responsePayload":${JSON.stringify(JSON.parse(payload))}',
    'response bytes are spliced (REC-6)',
  ),
  mutant(
    format,
    "if (payload === undefined || payload === '') return ''",
    "if (payload === undefined) return ''",
    'zero bytes omit responsePayload (REC-8)',
  ),
  mutant(
    format,
    'if (context === undefined) return',
    'if (context !== undefined) return',
    'responseContext is there (REC-4)',
  ),
  mutant(
    format,
    'JSON.stringify({ statusCode, executedVersion, functionError })',
    'JSON.stringify({ executedVersion, statusCode, functionError })',
    'the order of members',
  ),
  mutant(format, 'statusCode: 400,', 'statusCode: 500,', 'the deliveryError of a response that is not JSON'),
  mutant(format, 'if (!Number.isFinite(fields.timestampMs))', 'if (false)', 'no time, no record'),
]

// Formats what the views show. Pure functions: nothing here touches the document.

/**
 * Formats a duration in its two largest units.
 *
 * @example durationText(59_880) // '59.9 s'
 * @example durationText(20_520_000) // '5 h 42 min'
 * @param {number} ms not negative
 */
export function durationText(ms) {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  // Rounded before the comparison, so that 59.97 s is "1 min" and not "60.0 s".
  if (Math.round(ms / 100) < 600) return `${(Math.round(ms / 100) / 10).toFixed(1).replace('.0', '')} s`
  const seconds = Math.round(ms / 1_000)
  const units = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ]
  const parts = []
  let rest = seconds
  for (const [size, unit] of units) {
    const count = Math.floor(rest / Number(size))
    rest -= count * Number(size)
    if (count > 0 || parts.length > 0) parts.push(count > 0 ? `${count} ${unit}` : '')
  }
  return parts.slice(0, 2).filter(Boolean).join(' ')
}

/**
 * Formats a moment in UTC, with its date unless `beside` has the same one.
 *
 * @example timeText('2026-02-10T09:16:00.120Z', '2026-02-10T23:00:00.000Z') // '09:16:00.120'
 * @param {string} iso
 * @param {string} [beside]
 */
export function timeText(iso, beside) {
  const [day = '', time = ''] = iso.replace('Z', '').split('T')
  return beside?.startsWith(`${day}T`) ? time : `${day} ${time}`
}

/**
 * Formats the time left until a moment, or `due` once it has come.
 *
 * @example untilText('2026-02-10T09:16:00.000Z', '2026-02-10T09:15:00.000Z') // 'in 1 min'
 * @param {string} iso
 * @param {string} now
 */
export function untilText(iso, now) {
  const ms = Date.parse(iso) - Date.parse(now)
  return ms > 0 ? `in ${durationText(ms)}` : 'due'
}

/**
 * Shortens the ARN of a function to name and qualifier; any other string is returned unchanged.
 *
 * @example functionText('arn:aws:lambda:us-east-1:123456789012:function:orders:live') // 'orders:live'
 * @param {string} arn
 */
export function functionText(arn) {
  return /^arn:[^:]*:lambda:[^:]*:[^:]*:function:(.+)$/s.exec(arn)?.[1] ?? arn
}

/**
 * Indents JSON, one member per line, without changing a token: parsing would round long numbers and turn `1.50` into
 * `1.5`. A string that is not JSON is returned unchanged.
 *
 * @example indentedJson('{"n":1.50}') // '{\n  "n": 1.50\n}'
 * @param {string} text
 */
export function indentedJson(text) {
  try {
    JSON.parse(text)
  } catch {
    return text
  }
  let depth = 0
  const line = () => `\n${'  '.repeat(depth)}`
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs) ?? []
  return tokens
    .map((token, at) => {
      if (token === ',') return `,${line()}`
      if (token === ':') return ': '
      if (token === '{' || token === '[') {
        const closed = tokens[at + 1] === '}' || tokens[at + 1] === ']'
        if (closed) return token
        depth += 1
        return `${token}${line()}`
      }
      if (token !== '}' && token !== ']') return token
      if (tokens[at - 1] === '{' || tokens[at - 1] === '[') return token
      depth -= 1
      return `${line()}${token}`
    })
    .join('')
}

/**
 * Reads an amount of time.
 *
 * @example secondsOf('3m') // 180
 * @param {string} text
 */
export function secondsOf(text) {
  const [, number = '0', unit = 's'] = /^\s*([\d.]+)\s*([smhd]?)/.exec(text) ?? []
  return Number(number) * ({ s: 1, m: 60, h: 3_600, d: 86_400 }[unit] ?? 1)
}

/**
 * The state of an event in a word or two, and the tone that sets its colour.
 *
 * @param {import('../../src/lib/control/events/event-summary.ts').EventSummary} event
 * @returns {{ text: string, tone: 'calm' | 'good' | 'bad' | 'wait' | 'busy' }}
 */
export function standing({ state, condition, failedDeliveries }) {
  if (failedDeliveries > 0 && state === 'ended') return { text: `${condition}, not delivered`, tone: 'bad' }
  if (state === 'ended') return { text: condition ?? 'ended', tone: condition === 'Success' ? 'good' : 'bad' }
  if (state === 'waiting') return { text: state, tone: 'wait' }
  if (state === 'running') return { text: state, tone: 'busy' }
  return { text: state, tone: state === 'queued' ? 'calm' : 'bad' }
}

/** Names of the limits that throttle. */
const limits = /** @type {Record<string, string>} */ ({
  reserved: 'reserved concurrency',
  account: "the account's concurrency",
})

/**
 * Why an event is where it is, in words: its error, or its wait and the next try.
 *
 * @example
 * storyText({ state: 'waiting', throttles: 6, limit: 'reserved', until: '…:02Z', … }, '…:00Z')
 * // 'throttled 6 times by reserved concurrency, next try in 2 s'
 * @param {import('../../src/lib/control/events/event-summary.ts').EventSummary} event
 * @param {string} now
 */
export function storyText({ state, throttles, limit, outcome, until, failedDeliveries, condition, ...event }, now) {
  const { errorType, errorMessage, timedOut } = event
  const error = timedOut ? 'timed out' : [errorType, messageText(errorMessage ?? '')].filter(Boolean).join(': ')
  const next = state === 'waiting' && until !== undefined ? `next try ${untilText(until, now)}` : ''
  const throttled = throttles === 1 ? 'throttled once' : `throttled ${throttles} times`
  const by = limit === undefined ? '' : ` by ${limits[limit] ?? limit}`
  const cause =
    throttles > 0 && state === 'waiting' ? throttled + by : outcome === 'systemError' ? 'system error' : error
  if (state === 'ended' && condition === 'Success') return failedDeliveries > 0 ? 'a delivery failed' : ''
  return [cause, next].filter(Boolean).join(', ')
}

/**
 * The message of an error without the request id that Lambda writes before its own messages.
 *
 * @param {string} message
 */
export function messageText(message) {
  return message.replace(/^RequestId: \S+ (?:Error: )?/, '')
}

/**
 * A number of things in words.
 *
 * @example countText(1, 'event') // '1 event'
 * @param {number} count
 * @param {string} noun
 */
export function countText(count, noun) {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}

/**
 * The page of a statement about Lambda.
 *
 * @param {string} id
 */
export function statementUrl(id) {
  return `https://github.com/async-invoke/async-invoke/blob/main/docs/semantics.md#${id.toLowerCase().replaceAll('.', '')}`
}

/**
 * Describes an entry of a timeline, without the reason, which {@link becauseText} gives.
 *
 * @param {import('@async-invoke/schemas/timeline').TimelineDocumentEntry} entry
 */
export function entryText({ type, attempt, version, outcome, delayMs, until, condition, ...entry }) {
  const to = `${entry.route} for ${entry.destinationArn}`
  switch (type) {
    case 'attempt-started':
      return version === undefined ? `Attempt ${attempt} starts` : `Attempt ${attempt} starts, version ${version}`
    case 'attempt-ended':
      return `Attempt ${attempt}: ${outcome}`
    case 'waiting':
      return `Waits ${durationText(delayMs ?? 0)}, until ${timeText(until ?? '', entry.at)}`
    case 'ended':
      return `Ends: ${condition}, approximateInvokeCount ${entry.approximateInvokeCount}`
    case 'delivered':
      return `Delivered: ${to}`
    case 'kept':
      return `Kept: ${to}`
    case 'delivery-failed':
      return `Not delivered: ${to}`
    default:
      return type.charAt(0).toUpperCase() + type.slice(1).replaceAll('-', ' ')
  }
}

/**
 * The reason of an entry: the rules of a decision with their ids, or why something was not delivered or was
 * quarantined.
 *
 * @param {import('@async-invoke/schemas/timeline').TimelineDocumentEntry} entry
 */
export function becauseText({ explanation, error, reason }) {
  return explanation === undefined ? (error ?? reason ?? '') : because(explanation)
}

/**
 * Removes the first sentence of an explanation, which repeats the decision.
 *
 * @param {string} explanation
 */
function because(explanation) {
  return explanation.replace(/^(?:Waits [\d.]+ s|Ends as \w+ with approximateInvokeCount \d+)\. /, '')
}

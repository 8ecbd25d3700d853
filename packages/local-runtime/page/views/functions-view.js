// Functions: their queue, and the settings of each version and alias, as the console edits them.
import { announce, button, element, empty, show } from '../parts/elements.js'
import { send } from '../parts/follow.js'
import { durationText } from '../parts/format.js'
import { hashOf } from '../parts/route.js'

/**
 * @typedef {import('../../src/lib/control/functions/function-state.ts').FunctionState} FunctionState
 * @typedef {import('../../src/lib/control/functions/function-state.ts').QualifierState} QualifierState
 */

/** Kinds of destinations with a form of their ARN. */
const kinds = [
  { kind: 'none', text: 'none', form: '' },
  { kind: 'sqs', text: 'SQS queue', form: 'arn:aws:sqs:us-east-1:123456789012:NAME' },
  { kind: 'sns', text: 'SNS topic', form: 'arn:aws:sns:us-east-1:123456789012:NAME' },
  { kind: 'lambda', text: 'Lambda function', form: 'arn:aws:lambda:us-east-1:123456789012:function:NAME' },
  { kind: 'events', text: 'EventBridge bus', form: 'arn:aws:events:us-east-1:123456789012:event-bus/NAME' },
  { kind: 's3', text: 'S3 bucket (failure only)', form: 'arn:aws:s3:::NAME' },
]

/**
 * @param {Element} root
 * @param {FunctionState[]} functions
 * @param {any} health
 * @param {() => Promise<void>} refresh
 */
export function showFunctions(root, functions, health, refresh) {
  const content = functions.map(({ history: _, ...state }) => ({
    ...state,
    oldestAgeMs: Math.round(state.oldestAgeMs / 1_000),
  }))
  // A form that is being filled in stays as it is.
  if (root.querySelector('form[data-dirty]') !== null) return
  show(root, content, () => {
    if (functions.length === 0)
      return [
        element('h2', {}, 'Functions'),
        empty('No functions yet. Serve one:', 'async-invoke dev --function hello=hello.mjs'),
      ]
    return functions.map((state) => functionCard(state, health, refresh))
  })
}

/**
 * @param {FunctionState} state
 * @param {any} _health
 * @param {() => Promise<void>} refresh
 */
function functionCard(state, _health, refresh) {
  const { functionName, paused, depth, oldestAgeMs, running, limit, reserved, throttles, qualifiers } = state
  const act = async (/** @type {string} */ what, /** @type {RequestInit} */ init = { method: 'POST' }) => {
    await send(what, init).catch((error) => announce(error.message))
    await refresh()
  }
  const name = encodeURIComponent(functionName)
  const facts = [
    ['depth', depth.toLocaleString('en')],
    ['oldest', depth === 0 ? '–' : durationText(oldestAgeMs)],
    ['running', `${running} of ${limit.toLocaleString('en')}${reserved ? ' reserved' : ''}`],
    ['throttles', throttles.toLocaleString('en')],
  ]
  return element(
    'section',
    { class: 'card', 'aria-label': functionName },
    element(
      'div',
      { class: 'bar' },
      element(
        'h2',
        {},
        element('a', { href: hashOf('events', { function: functionName }) }, functionName),
        ...(paused ? [' ', element('span', { class: 'tag' }, 'paused')] : []),
      ),
      button(paused ? 'Resume' : 'Pause', () => act(`${paused ? 'resume' : 'pause'}/${name}`), {
        class: 'live',
        'data-key': `pause-${functionName}`,
      }),
    ),
    element(
      'dl',
      { class: 'facts' },
      ...facts.map(([term = '', value = '']) => element('div', {}, element('dt', {}, term), element('dd', {}, value))),
    ),
    sender(functionName),
    ...qualifiers.map((qualifier) => settingsOf(functionName, qualifier, refresh)),
  )
}

/** @param {string} functionName */
function sender(functionName) {
  const result = element('p', { class: 'refusal', role: 'alert' })
  const payload = element('textarea', { 'aria-label': `Payload for ${functionName}`, rows: '3', spellcheck: 'false' })
  payload.value = '{}'
  const form = element('form', {}, payload, element('button', { class: 'primary' }, 'Send'), result)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    try {
      const { requestId } = await send(`events/${encodeURIComponent(functionName)}`, {
        method: 'POST',
        body: payload.value,
      })
      location.hash = hashOf('events', { event: requestId })
    } catch (error) {
      result.textContent = error instanceof Error ? error.message : String(error)
    }
  })
  return element(
    'details',
    { class: 'live', 'data-key': `send-${functionName}` },
    element('summary', { 'data-key': `send-summary-${functionName}` }, 'Send an event'),
    form,
  )
}

/**
 * @param {string} functionName
 * @param {QualifierState} state
 * @param {() => Promise<void>} refresh
 */
function settingsOf(functionName, state, refresh) {
  const { qualifier, version, stored, resolved, pending, deadLetterTargetArn } = state
  const alias = version === qualifier ? '' : `, version ${version}`
  const about = `${resolved.MaximumRetryAttempts} retries, ${durationText(resolved.MaximumEventAgeInSeconds * 1_000)}${stored === undefined ? ', defaults' : ''}${pending ? ', a change is pending' : ''}`
  const fields = {
    retries: element(
      'select',
      { name: 'MaximumRetryAttempts' },
      ...[0, 1, 2].map((count) =>
        element(
          'option',
          { value: String(count), ...((stored ?? resolved).MaximumRetryAttempts === count && { selected: '' }) },
          String(count),
        ),
      ),
    ),
    age: element('input', {
      name: 'MaximumEventAgeInSeconds',
      type: 'number',
      value: String(stored?.MaximumEventAgeInSeconds ?? resolved.MaximumEventAgeInSeconds),
    }),
    success: destinationField('OnSuccess', stored?.OnSuccess),
    failure: destinationField('OnFailure', stored?.OnFailure),
    letter: destinationField('DeadLetter', deadLetterTargetArn, ['none', 'sqs', 'sns']),
  }
  const refusals = new Map(
    Object.keys(fields)
      .concat('form')
      .map((name) => [name, element('p', { class: 'refusal', role: 'alert' })]),
  )
  const label = (/** @type {string} */ text, /** @type {keyof typeof fields} */ name) =>
    element(
      'div',
      { class: 'field' },
      element('label', {}, element('span', {}, text), fields[name]),
      /** @type {Node} */ (refusals.get(name)),
    )
  const isLatest = qualifier === '$LATEST'
  const form = element(
    'form',
    { class: 'settings' },
    label('Retry attempts', 'retries'),
    label('Maximum age of event, in seconds', 'age'),
    label('On success', 'success'),
    label('On failure', 'failure'),
    ...(isLatest ? [label('Dead-letter queue or topic', 'letter')] : []),
    element(
      'div',
      { class: 'field' },
      element('button', { class: 'primary live', 'data-key': `save-${functionName}-${qualifier}` }, 'Save'),
      /** @type {Node} */ (refusals.get('form')),
    ),
  )
  form.addEventListener('input', () => form.setAttribute('data-dirty', ''))
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    for (const refusal of refusals.values()) refusal.textContent = ''
    const data = new FormData(form)
    const target = (/** @type {string} */ name) => String(data.get(name) ?? '').trim()
    const body = {
      MaximumRetryAttempts: Number(data.get('MaximumRetryAttempts')),
      MaximumEventAgeInSeconds: Number(data.get('MaximumEventAgeInSeconds')),
      DestinationConfig: {
        OnSuccess: target('OnSuccess') === '' ? {} : { Destination: target('OnSuccess') },
        OnFailure: target('OnFailure') === '' ? {} : { Destination: target('OnFailure') },
      },
    }
    const name = encodeURIComponent(functionName)
    let [failedAt, step] = ['', 'form']
    try {
      await send(`settings/${name}?qualifier=${encodeURIComponent(qualifier)}`, {
        method: 'PUT',
        body: JSON.stringify(body),
      })
      step = 'letter'
      if (isLatest && target('DeadLetter') !== (deadLetterTargetArn ?? ''))
        await send(`dead-letter-target/${name}`, {
          method: 'PUT',
          body: JSON.stringify({ DeadLetterConfig: { TargetArn: target('DeadLetter') } }),
        })
      form.removeAttribute('data-dirty')
      announce('Saved')
      await refresh()
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      failedAt = step === 'letter' ? step : fieldOf(message, body)
      const refusal = refusals.get(failedAt)
      if (refusal !== undefined) refusal.textContent = message
    }
  })
  return element(
    'details',
    { 'data-key': `settings-${functionName}-${qualifier}` },
    element(
      'summary',
      { 'data-key': `summary-${functionName}-${qualifier}` },
      element('span', { class: 'name' }, qualifier + alias),
      ' ',
      element('span', { class: 'aside' }, about),
    ),
    form,
  )
}

/**
 * A kind and an ARN; choosing a kind writes the form of its ARN.
 *
 * @param {string} name
 * @param {string | undefined} arn
 * @param {string[]} [only]
 */
function destinationField(name, arn, only) {
  const present = kinds.find(({ kind }) => arn?.includes(`:${kind}:`))?.kind ?? 'none'
  const offered = kinds.filter(({ kind }) =>
    only === undefined ? name === 'OnFailure' || kind !== 's3' : only.includes(kind),
  )
  const choice = element(
    'select',
    { 'aria-label': `Kind of ${name}` },
    ...offered.map(({ kind, text }) =>
      element('option', { value: kind, ...(kind === present && { selected: '' }) }, text),
    ),
  )
  const field = element('input', {
    name,
    value: arn ?? '',
    'aria-label': `ARN of ${name}`,
    placeholder: 'ARN',
    spellcheck: 'false',
  })
  choice.addEventListener('change', () => {
    field.value = kinds.find(({ kind }) => kind === choice.value)?.form ?? ''
    field.focus()
    const at = field.value.indexOf('NAME')
    if (at >= 0) field.setSelectionRange(at, at + 4)
  })
  return element('span', { class: 'destination' }, choice, field)
}

/**
 * The field that a refusal is about.
 *
 * @param {string} message
 * @param {any} body
 */
export function fieldOf(message, { DestinationConfig: { OnSuccess, OnFailure } }) {
  if (/maximumRetryAttempts/i.test(message)) return 'retries'
  if (/maximumEventAgeInSeconds/i.test(message)) return 'age'
  if (/onSuccess/i.test(message) || (OnSuccess.Destination && message.includes(OnSuccess.Destination))) return 'success'
  if (/onFailure/i.test(message) || (OnFailure.Destination && message.includes(OnFailure.Destination))) return 'failure'
  return 'form'
}

// Faults as switches, each with its effect.
import { announce, element, isRecorded, show } from '../parts/elements.js'
import { send } from '../parts/follow.js'

/** The faults: the value that a switch sets, and the effect. */
const faults = [
  {
    name: 'duplicateDelivery',
    on: 1,
    unit: 'probability',
    title: 'Run events twice',
    effect: 'An event is queued twice and runs twice, as Lambda may do. Is your function idempotent?',
  },
  {
    name: 'lostEvent',
    on: 1,
    unit: 'probability',
    title: 'Lose events',
    effect: 'An event is acknowledged with 202 and never runs. Who notices?',
  },
  {
    name: 'throttles',
    on: 3,
    unit: 'attempts',
    title: 'Throttle attempts',
    effect:
      'The first attempts of every event are throttled: waits of 1 s, 2 s, 4 s and so on, and no retry is used up.',
  },
  {
    name: 'systemErrors',
    on: 1,
    unit: 'attempts',
    title: 'System errors',
    effect: 'The attempts after these are errors of Lambda itself, with status 500, and are tried again with back-off.',
  },
  {
    name: 'failedDelivery',
    on: 1,
    unit: 'probability',
    title: 'Fail deliveries',
    effect:
      'Records and dead letters do not arrive; they are dropped, and counted as DestinationDeliveryFailures or DeadLetterErrors.',
  },
  {
    name: 'settingsDelayMs',
    on: 120_000,
    unit: 'ms',
    title: 'Delay settings',
    effect: 'A change of settings takes effect after this time; until then, events end by the old ones.',
  },
]

/**
 * @param {Element} root
 * @param {Record<string, number>} now
 * @param {() => Promise<void>} refresh
 */
export function showFaults(root, now, refresh) {
  show(root, now, () => [
    element('h2', {}, 'Faults'),
    element('p', { class: 'aside' }, 'Each is injected from now on, until it is switched off or the runtime stops.'),
    element(
      'ul',
      { class: 'switches', ...(isRecorded() && { inert: '' }) },
      ...faults.map((fault) => view(fault, now[fault.name] ?? 0, refresh)),
    ),
  ])
}

/**
 * @param {typeof faults[number]} fault
 * @param {number} value
 * @param {() => Promise<void>} refresh
 */
function view({ name, on, unit, title, effect }, value, refresh) {
  const refusal = element('p', { class: 'refusal', role: 'alert' })
  const toggle = element('input', {
    type: 'checkbox',
    role: 'switch',
    'data-key': `switch-${name}`,
    'aria-describedby': `effect-${name}`,
    ...(value > 0 && { checked: '' }),
  })
  const amount = element('input', {
    type: 'number',
    min: '0',
    step: 'any',
    value: String(value > 0 ? value : on),
    'aria-label': `${title}: ${unit}`,
    'data-key': `amount-${name}`,
  })
  const set = async (/** @type {number} */ to) => {
    try {
      await send('faults', { method: 'PUT', body: JSON.stringify({ [name]: to }) })
      announce(`${title}: ${to > 0 ? 'on' : 'off'}`)
      await refresh()
    } catch (error) {
      refusal.textContent = error instanceof Error ? error.message : String(error)
    }
  }
  toggle.addEventListener('change', () => void set(toggle.checked ? Number(amount.value) : 0))
  amount.addEventListener('change', () => toggle.checked && void set(Number(amount.value)))
  return element(
    'li',
    value > 0 ? { class: 'on' } : {},
    element('label', { class: 'switch' }, toggle, element('b', {}, title)),
    element('label', { class: 'amount' }, amount, ` ${unit}`),
    element('p', { id: `effect-${name}`, class: 'why' }, effect),
    refusal,
  )
}

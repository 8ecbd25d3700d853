import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { type OpenRecording, openRecording } from '../src/internal.ts'
import { BrowserPage, chromiumHere } from './browser.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const markup = '</script><script>window.harmed = 1</script><img src=x onerror="window.harmed = 2">'
const queue = `failures${'-of-orders'.repeat(7)}`
const OnFailure = `arn:aws:sqs:us-east-1:123456789012:${queue}`
const chromium = chromiumHere()

let runtime: LocalRuntime
let page: BrowserPage

async function open(others: Partial<LocalRuntimeOptions> = {}): Promise<void> {
  const eventInvokeConfigs = { $LATEST: { MaximumRetryAttempts: 1, OnFailure } }
  const functions = { orders: { file, exportName: 'throws', eventInvokeConfigs } }
  runtime = await startLocalRuntime({ functions, time: 'manual', ...others })
  page = await BrowserPage.open(String(chromium), runtime.pageUrl.replace('0.0.0.0', '127.0.0.1'))
}

async function close(): Promise<void> {
  await page?.close()
  await runtime?.close()
}

async function send(orderId: string): Promise<string> {
  const body = JSON.stringify({ orderId })
  const sent = { headers: { 'X-Amz-Invocation-Type': 'Event' }, body }
  const { headers } = await raw(runtime.endpoint, 'POST', '/2015-03-31/functions/orders/invocations', sent)
  return String(headers['x-amzn-requestid'])
}

const textOf = (selector: string) => page.value(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`)
const shown = (selector: string) => expect.poll(() => textOf(selector))
const count = (selector: string) => page.value(`document.querySelectorAll(${JSON.stringify(selector)}).length`)
const click = (selector: string) => page.value(`document.querySelector(${JSON.stringify(selector)}).click()`)
const go = (hash: string) => page.value(`location.hash = ${JSON.stringify(hash)}`)
const press = (key: string) =>
  page.value(`document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true }))`)
const fill = (selector: string, value: string) =>
  page.value(
    `{ const field = document.querySelector(${JSON.stringify(selector)}); field.value = ${JSON.stringify(value)}; field.dispatchEvent(new Event('input', { bubbles: true })); field.dispatchEvent(new Event('change', { bubbles: true })) }`,
  )

describe.skipIf(chromium === undefined)(
  `the page in a browser${chromium === undefined ? ' (skipped: no Chromium)' : ''}`,
  () => {
    let hostile = ''

    beforeAll(async () => {
      await open()
    })
    afterAll(close, 60_000)

    it('teaches the next step as long as there are no events', async () => {
      await shown('#main').toMatch(/No events yet.*Send an event to see it here.*async-invoke invoke/s)
      await go('#/inbox')
      await shown('#main').toMatch(/Give a function a destination/)
    })

    it('shows what failed with which input, when it is tried again, and markup as text', async () => {
      hostile = await send(markup)
      await runtime.advanceMs(1_000)
      await go('#/overview')
      await shown('.verdict').toContain('1 event failed and will be tried again')
      await shown('.groups').toContain(`Order ${markup} has no items`)
      await click('.groups a')
      await shown('.rows li').toMatch(/^waiting\s+orders\s+ValidationError: Order .* has no items, next try in 59 s/s)
      await shown('.error').toContain(`Order ${markup} has no items`)
      await shown('#event [aria-label="Payload"] pre').toBe(JSON.stringify({ orderId: markup }, null, 2))
      await shown('#timeline').toMatch(/Attempt 1: functionError, ValidationError.*Waits 1 min.*\(4\.2\.5c\)/s)
      await shown('#lines').toContain(JSON.stringify(`Order ${markup} has no items`).slice(1, -1))
      await expect.poll(() => page.value(`document.querySelector('#timeline a').href`)).toMatch(/semantics\.md#425c$/)
      await expect.poll(() => count('.drawing .lane-0')).toBe(1)
      expect(await page.value('window.harmed ?? document.querySelectorAll("main img, main script").length')).toBe(0)
    })

    it('moves held time to the next due moment, and by an amount', async () => {
      await shown('#next-due').toBe('next due in 59 s')
      await expect.poll(() => count('#clock .due .mark')).toBe(1)
      await click('#advance-next')
      await shown('#event h2').toBe('orders RetriesExhausted')
      await shown('#announcer').toMatch(/^It is .* nothing is due$/)
      await shown('#event').toMatch(/Kept: OnFailure.*"condition": "RetriesExhausted"/s)
      const before = runtime.nowMs()
      await fill('#advance-by input', '1h')
      await click('#advance-by button')
      await expect.poll(() => runtime.nowMs() - before).toBe(3_600_000)
    })

    it('sends an event again with another payload', async () => {
      await page.value(`document.querySelector('.edit').open = true`)
      await fill('.edit textarea', '{')
      await click('.edit button')
      await shown('.edit .refusal').toContain('Could not parse request body into json')
      await fill('.edit textarea', '{"orderId":"A-2"}')
      await click('.edit button')
      await shown('#event [aria-label="Payload"] pre').toContain('A-2')
    })

    it('finds events by text and state, with the filters in the address bar', async () => {
      await go('#/events')
      await fill('#search', hostile.slice(0, 8))
      await shown('#count').toBe('1 of 1 event, 2 in all')
      await expect.poll(() => page.value('location.hash')).toBe(`#/events?q=${hostile.slice(0, 8)}`)
      await fill('#search', 'no such text')
      await shown('.rows').toContain('No event matches')
    })

    it('is used with the keyboard', async () => {
      await go('#/events')
      await shown('#count').toBe('2 of 2 events')
      await press('j')
      await expect.poll(() => page.value('location.hash')).toMatch(/event=/)
      await press('Enter')
      await expect.poll(() => page.value('document.activeElement.id')).toBe('event')
      await press('Escape')
      await expect.poll(() => page.value('location.hash')).toBe('#/events')
      await shown('#count').toBe('2 of 2 events')
      await press('/')
      await expect.poll(() => page.value('document.activeElement.id')).toBe('search')
      await press('Escape')
      // A narrow window shows an event in place of the list.
      await press('j')
      await expect.poll(() => page.value(`document.getElementById('search').checkVisibility()`)).toBe(false)
      await press('/')
      await expect.poll(() => page.value('document.activeElement.id')).toBe('search')
      await press('Escape')
      await press('?')
      await expect.poll(() => page.value(`document.getElementById('help').open`)).toBe(true)
      await page.value(`document.getElementById('help').close()`)
    })

    it('changes settings, and shows the refusal of the service beside the field (CFG-14)', async () => {
      await go('#/functions')
      await shown('.card h2').toBe('orders')
      await page.value(`for (const details of document.querySelectorAll('.card details')) details.open = true`)
      await fill('[name=MaximumEventAgeInSeconds]', '5')
      await click('.settings .primary')
      await shown('.field:has([name=MaximumEventAgeInSeconds]) .refusal').toContain('greater than or equal to 60')
      await fill('[name=MaximumEventAgeInSeconds]', '600')
      await click('.settings .primary')
      await shown('.card').toContain('1 retries, 10 min')
      expect(await count('.refusal:not(:empty)')).toBe(0)
    })

    it('holds the events of a function back', async () => {
      await click('[data-key=pause-orders]')
      await shown('.card h2').toContain('paused')
      await click('[data-key=pause-orders]')
      await shown('[data-key=pause-orders]').toBe('Pause')
    })

    it('draws who leads to whom from left to right, says it in sentences, and leads to the events of a function', async () => {
      const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
      const events = new EventBridgeClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials })
      const Arn = 'arn:aws:lambda:us-east-1:123456789012:function:orders'
      await events.send(new PutRuleCommand({ Name: 'yearly', ScheduleExpression: 'cron(0 0 1 1 ? *)' }))
      await events.send(new PutTargetsCommand({ Rule: 'yearly', Targets: [{ Id: '1', Arn }] }))
      events.destroy()
      await go('#/stack')
      await shown('.leads').toBe(
        `rule yearly (cron(0 0 1 1 ? *)) invokes function orders\nfunction orders sends records of failures to queue ${queue}`,
      )
      const places = `[...document.querySelectorAll('.node')]
        .map((node) => [node.getBoundingClientRect().left, node.querySelector('text:last-child').textContent])
        .sort(([a], [b]) => a - b).map(([, name]) => name)`
      await expect.poll(() => page.value(places)).toEqual(['yearly', 'orders', expect.stringMatching(/^failures.*…/)])
      await expect
        .poll(() => page.value(`[...document.querySelectorAll('.edge text')].map((it) => it.textContent)`))
        .toEqual(['target', 'OnFailure'])
      await page.value(`document.querySelector('a.node').focus()`)
      await expect
        .poll(() => page.value('document.activeElement.querySelector(".kind").nextSibling.textContent'))
        .toBe('orders')
      await page.value(`document.activeElement.dispatchEvent(new MouseEvent('click', { bubbles: true }))`)
      await expect.poll(() => page.value('location.hash')).toBe('#/events?function=orders')
    })

    it('builds the body of a message once it is opened, and keeps it open beside a new one', async () => {
      await go('#/inbox')
      await shown('.messages').toContain('RetriesExhausted')
      expect(await count('.messages pre')).toBe(0)
      const before = Number(await count('.messages > li'))
      await click('.messages summary')
      await shown('.messages pre').toContain('"condition": "RetriesExhausted"')
      const withoutBody = await count('.messages details:not(:has(pre))')
      expect(withoutBody).toBe(before - 1)
      await send('A-9')
      await runtime.advanceMs(180_000)
      await expect.poll(() => count('.messages > li')).toBeGreaterThan(before)
      await shown('.messages [open] pre').toContain('"condition": "RetriesExhausted"')
      expect(await count('.messages [open]')).toBe(1)
    })

    it('switches a fault', async () => {
      await go('#/faults')
      await shown('#main').toContain('Throttle attempts')
      await click('[data-key=switch-throttles]')
      await shown('.switches .on').toContain('waits of 1 s, 2 s, 4 s')
      await send('A-3')
      await runtime.advanceMs(0)
      await go('#/events')
      await shown('.rows li').toMatch(/throttled once, next try in/)
      await go('#/faults')
      await shown('.switches .on').toContain('Throttle attempts')
      await click('[data-key=switch-throttles]')
      await expect.poll(() => count('.switches .on')).toBe(0)
    })

    const sizes = [1_440, 820, 320].flatMap((width) => ['light', 'dark'].map((scheme) => ({ width, scheme })))

    it.each(sizes)(
      'fits $width pixels in $scheme colours',
      async ({ width, scheme }) => {
        await page.command('Emulation.setDeviceMetricsOverride', {
          width,
          height: 900,
          deviceScaleFactor: 1,
          mobile: false,
        })
        await page.command('Emulation.setEmulatedMedia', {
          features: [{ name: 'prefers-color-scheme', value: scheme }],
        })
        for (const [hash, selector] of [
          ['#/overview', '.verdict'],
          [`#/events?event=${hostile}`, '#timeline li'],
          ['#/functions', '.card'],
          ['#/stack', '.leads li'],
          ['#/inbox', '.messages li'],
          ['#/faults', '.switches li'],
        ] as const) {
          await go(hash)
          await shown(selector).not.toBe('')
          expect(await page.value('document.documentElement.scrollWidth - innerWidth'), hash).toBe(0)
          expect(await page.value(outside), hash).toEqual([])
          // Colours do not depend on the width, and axe takes seconds.
          if (width !== 1_440) continue
          expect(
            await page.value(
              `${axe}; axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].target))`,
            ),
            hash,
          ).toEqual([])
        }
      },
      60_000,
    )

    it('draws only the rows around the visible ones of many', async () => {
      await raw(runtime.endpoint, 'POST', '/_async-invoke/pause/orders')
      await Promise.all(Array.from({ length: 150 }, (_, n) => send(`B-${n}`)))
      await go('#/events')
      await shown('#count').toMatch(/^100 of 154 events$/)
      expect(Number(await count('.rows li'))).toBeLessThan(50)
      await page.value(`document.getElementById('event-list').scrollTop = 1e6`)
      await expect
        .poll(() => page.value(`document.querySelector('.rows li')?.getAttribute('aria-setsize')`))
        .toBe('154')
      expect(Number(await count('.rows li'))).toBeLessThan(50)
    })

    it('reads the number of events aloud only where it changes', async () => {
      await page.value(`{
        const number = document.getElementById('count')
        globalThis.read = [number.textContent]
        new MutationObserver(() => read.push(number.textContent)).observe(number, { childList: true })
        document.querySelector('.rows li').dataset.before = 'yes'
        dispatchEvent(new Event('hashchange'))
      }`)
      await expect.poll(() => count('.rows [data-before]')).toBe(0)
      await page.value('document.getElementById("count").textContent = "another"')
      await expect.poll(() => page.value('read.at(-1)')).toBe('another')
      expect(await page.value('read.filter((text, at) => text === read[at - 1])')).toEqual([])
    })

    it('has broken no policy', () =>
      expect(page.complaints.filter((text) => !text.includes('status of 400'))).toEqual([]))
  },
)

/** What lies outside of the window to the right, unless something scrolls it. */
const outside = `[...document.querySelectorAll('header *, h2, h3, button, input, select, h3 *, .groups *')]
  .filter((it) => it.closest('.scroll, .drawing, dialog') === null && it.getBoundingClientRect().right > innerWidth + 1)
  .map((it) => it.outerHTML.slice(0, 80))`

describe.skipIf(chromium === undefined)('the page of a protected runtime', () => {
  beforeAll(() => open({ host: '0.0.0.0' }), 60_000)
  afterAll(close, 60_000)

  it('works with its token', async () => {
    await send('A-1')
    await runtime.advanceMs(0)
    await go('#/events')
    await shown('.rows li').toMatch(/^waiting/)
    await click('#advance-next')
    await shown('.rows li').toMatch(/^RetriesExhausted/)
    expect(page.complaints.filter((text) => !text.includes('status of 400'))).toEqual([])
  })
})

describe.skipIf(chromium === undefined)('the page over a recording', () => {
  let recording: OpenRecording

  const timeline = (n: number) => ({
    version: '1.0',
    requestId: `r-${n}`,
    functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST',
    acceptedAt: '2026-02-10T09:15:00.000Z',
    entries: [
      { type: 'accepted', at: '2026-02-10T09:15:00.000Z', payloadHead: '{}', payloadBytes: 2 },
      { type: 'attempt-started', at: '2026-02-10T09:15:00.000Z', attempt: 1 },
      {
        ...{ type: 'attempt-ended', at: '2026-02-10T09:15:01.000Z', attempt: 1, outcome: 'functionError' },
        ...{ errorType: 'OutOfStock', errorMessage: `none left of ${n}` },
      },
      { type: 'ended', at: '2026-02-10T09:15:01.000Z', condition: 'RetriesExhausted', approximateInvokeCount: 1 },
    ],
  })

  beforeAll(async () => {
    const lines = Array.from({ length: 100_000 }, (_, n) => JSON.stringify(timeline(n))).join('\n')
    recording = await openRecording(Buffer.from(lines), { name: 'events.ndjson', port: 0, onFault: () => {} })
    page = await BrowserPage.open(String(chromium), recording.pageUrl)
  })
  afterAll(async () => {
    await page?.close()
    await recording?.close()
  })

  it('shows 100,000 events with as few elements as a hundred, and nothing that would change them', async () => {
    await shown('#recording').toBe('A recording: events.ndjson. Nothing here can be changed.')
    await go('#/events')
    await shown('#count').toBe('100 of 100,000 events')
    expect(Number(await count('*'))).toBeLessThan(700)
    await fill('#search', 'none left of 99999')
    await shown('#count').toBe('1 of 1 event, 100,000 in all')
    await click('.rows a')
    await shown('.error').toContain('none left of 99999')
    await shown('#event .actions').not.toContain('Replay')
    await shown('#event .actions').toContain('Copy as vector')
    await go('#/functions')
    await shown('.card h2').toBe('orders')
    await shown('.card').not.toContain('Pause')
    await go('#/stack')
    await shown('#main').toMatch(
      /Nothing leads to a function.*async-invoke dev --template.*On their own.*function orders/s,
    )
    // A timeline alone has no payload.
    expect(page.complaints.filter((text) => !text.includes('status of 404'))).toEqual([])
  })
})

describe.skipIf(chromium === undefined)('the overview of more events than it reads', () => {
  const longName = 'f'.repeat(64)
  const at = (n: number) => new Date(Date.UTC(2026, 1, 10) + n * 1_000).toISOString()
  const timeline = (n: number, fails: boolean) => ({
    version: '1.0',
    requestId: `3f1c2e5d-8a4b-4c6d-9e7f-${String(n).padStart(12, '0')}`,
    functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${longName}`,
    entries: [
      { type: 'accepted', at: at(n), payloadHead: '{}', payloadBytes: 2 },
      { type: 'attempt-started', at: at(n), attempt: 1 },
      {
        ...{ type: 'attempt-ended', at: at(n), attempt: 1 },
        ...(fails
          ? { outcome: 'functionError', errorType: 'Long'.repeat(40), errorMessage: 'x' }
          : { outcome: 'success' }),
      },
      {
        ...{ type: 'ended', at: at(n), approximateInvokeCount: 1 },
        condition: fails ? 'RetriesExhausted' : 'Success',
      },
    ],
  })
  let recording: OpenRecording
  afterEach(async () => {
    await page?.close()
    await recording?.close()
  })

  async function shownOf(failing: readonly number[]) {
    const lines = Array.from({ length: 1_500 }, (_, n) => JSON.stringify(timeline(n, failing.includes(n)))).join('\n')
    recording = await openRecording(Buffer.from(lines), { name: 'e.ndjson', port: 0, onFault: () => {} })
    page = await BrowserPage.open(String(chromium), recording.pageUrl)
    await page.command('Emulation.setDeviceMetricsOverride', {
      ...{ width: 320, height: 900, deviceScaleFactor: 1, mobile: false },
    })
    await shown('.verdict').not.toBe('')
  }

  it.each([
    { failing: [0, 1_499], verdict: '2 events failed for good', of: 'Of the newest 1,000 events.' },
    { failing: [0], verdict: '1 event failed for good', of: 'None of the newest 1,000 events has failed.' },
    { failing: [], verdict: 'Nothing is wrong', of: 'None of the newest 1,000 events has failed.' },
  ])('counts the failures of all events ($failing), and says of which it shows them', async (expected) => {
    await shownOf(expected.failing)
    await shown('.verdict h2').toBe(expected.verdict)
    await shown('#main').toContain(expected.of)
  })

  it('fits a window of 320 pixels with the longest names', async () => {
    await shownOf([0, 1_499])
    await shown('.groups .name').toBe(longName)
    for (const view of ['overview', 'events', 'functions']) {
      await go(`#/${view}`)
      await expect.poll(() => page.value('document.title')).toMatch(new RegExp(`^${view}`, 'i'))
      expect(await page.value('document.documentElement.scrollWidth - innerWidth'), view).toBe(0)
      expect(await page.value(outside), view).toEqual([])
    }
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { BrowserPage, chromiumHere } from './browser.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const markup = '</script><script>window.harmed = 1</script><img src=x onerror="window.harmed = 2">'
const chromium = chromiumHere()

let runtime: LocalRuntime | undefined
let page: BrowserPage | undefined

afterEach(async () => {
  await page?.close()
  await runtime?.close()
  page = undefined
  runtime = undefined
})

async function open(others: Partial<LocalRuntimeOptions> = {}): Promise<BrowserPage> {
  const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:failures'
  const options = {
    file,
    exportName: 'throws',
    eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 1, OnFailure } },
  }
  runtime = await startLocalRuntime({ functions: { orders: options }, time: 'manual', ...others })
  const sent = { headers: { 'X-Amz-Invocation-Type': 'Event' }, body: JSON.stringify({ orderId: markup }) }
  const { headers } = await raw(runtime.endpoint, 'POST', '/2015-03-31/functions/orders/invocations', sent)
  await runtime.advanceMs(1_000)
  const url = `${runtime.pageUrl.replace('0.0.0.0', '127.0.0.1')}#event=${headers['x-amzn-requestid']}`
  page = await BrowserPage.open(String(chromium), url)
  return page
}

const textOf = (selector: string) => `document.querySelector(${JSON.stringify(selector)})?.innerText`
const click = (selector: string) => `document.querySelector(${JSON.stringify(selector)}).click()`

describe('the page in a browser', () => {
  it('shows a waiting event, advances manual time, shows the outcome, and renders markup as text', async (context) => {
    if (chromium === undefined) return context.skip('no Chromium on this machine')
    const it = await open()
    const shown = (selector: string) => expect.poll(() => it.value(textOf(selector)), { timeout: 15_000 })
    await shown('#event-list li').toMatch(/^waiting\s+orders:\$LATEST\s+in 59 s/s)
    await shown('#event-list li .why').toBe('Waits 60 s. Retry n comes n x 60 s after the failure before it (4.2.5c).')
    await shown('#timeline').toContain('Attempt 1: functionError')
    await shown('#lines').toContain(`"errorMessage":${JSON.stringify(`Order ${markup} has no items`)}`)
    await shown('#queue').toMatch(/delayed\s+1.*next due\s+[\d:.]+ in 59 s/s)

    await it.value(click('#advance-next button'))
    await shown('#event-list li').toMatch(/^RetriesExhausted\s+orders:\$LATEST/)
    await shown('#timeline').toContain('The function failed more often than MaximumRetryAttempts allows (4.2.5a).')
    await shown('#timeline li:last-child .what').toBe('Kept: OnFailure for arn:aws:sqs:us-east-1:123456789012:failures')
    await shown('#timeline li:last-child .why').toBe('in the inbox and not sent, since sqs has no endpoint')
    await shown('#advanced').toMatch(/^It is \d{4}-/)
    await it.value(click('#messages summary'))
    await shown('#messages details pre').toContain(
      `"errorMessage": "Order ${markup.replaceAll('"', '\\"')} has no items"`,
    )
    await shown('#messages summary').toContain('failures')
    await shown('#log-function').toContain('orders')

    const before = await it.value(textOf('#now'))
    await it.value(`document.querySelector('[name=seconds]').value = '3600'; ${click('#advance-by button')}`)
    await expect
      .poll(async () => msOf(await it.value(textOf('#now'))) - msOf(before), { timeout: 15_000 })
      .toBe(3_600_000)

    expect(await it.value('window.harmed ?? document.querySelectorAll("main img, main script").length')).toBe(0)
    expect(it.complaints).toEqual([])
  }, 60_000)

  it('works with its token where the control API is protected', async (context) => {
    if (chromium === undefined) return context.skip('no Chromium on this machine')
    const it = await open({ host: '0.0.0.0' })
    await expect.poll(() => it.value(textOf('#event-list li')), { timeout: 15_000 }).toMatch(/^waiting/)
    await it.value(click('#advance-next button'))
    await expect.poll(() => it.value(textOf('#event-list li')), { timeout: 15_000 }).toMatch(/^RetriesExhausted/)
    expect(it.complaints).toEqual([])
  }, 60_000)
})

const msOf = (shown: unknown): number => Date.parse(String(shown).replace(' ', 'T').replace(' UTC', 'Z'))

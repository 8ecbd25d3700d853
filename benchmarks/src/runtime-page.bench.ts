import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { BrowserPage, chromiumHere } from '../../packages/local-runtime/test/browser.ts'
import { median } from './rounds.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

// As it is published, with a page of three files.
const built = new URL('../../packages/local-runtime/dist/', import.meta.url)
const pageFolder = new URL('page/', built)
const { startLocalRuntime } = (await import(
  new URL('index.js', built).href
)) as typeof import('@async-invoke/local-runtime')
const { openRecording } = (await import(
  new URL('internal.js', built).href
)) as typeof import('@async-invoke/local-runtime/internal')

/** Size of the page's files, compressed. */
function weight(): number {
  const names = readdirSync(pageFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:html|css|js)$/.test(name),
  )
  return names.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, pageFolder))).length, 0)
}

/** Bytes that a page which nothing changes receives in a while, without the first message. */
async function idleBytes(url: string, ms: number): Promise<number> {
  const stop = new AbortController()
  const response = await fetch(url, { signal: stop.signal })
  let bytes = 0
  let messages = 0
  const reading = (async () => {
    for await (const chunk of response.body ?? []) {
      messages += 1
      if (messages > 1) bytes += chunk.length
    }
  })().catch(() => {})
  await wait(ms)
  stop.abort()
  await reading
  return bytes
}

/** Sends events to a paused function, so that they stay as they are. */
async function sendAll(control: string, count: number): Promise<void> {
  await fetch(`${control}pause/orders`, { method: 'POST' })
  for (let sent = 0; sent < count; sent += 100)
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        await (await fetch(`${control}events/orders`, { method: 'POST', body: '{"id":1}' })).arrayBuffer()
      }),
    )
}

const list = `new Promise((done) => { const look = () => document.querySelector('.rows a') ? done(performance.now()) : setTimeout(look, 5); look() })`

/** Milliseconds from the first byte of the document until the list is there. */
const sinceFirstByte = `${list}.then((ms) => ms - performance.getEntriesByType('navigation')[0].responseStart)`

/** Milliseconds until the answer of a request of the page has been read. */
async function answerMs(url: string): Promise<number> {
  const startMs = performance.now()
  await (await fetch(url)).arrayBuffer()
  return performance.now() - startMs
}

/** Milliseconds until the first list of a bundle is there: to read it, and to show it in a browser that is open. */
async function openBundle(chromium: string, bundle: Uint8Array): Promise<number> {
  const startMs = performance.now()
  const recording = await openRecording(bundle, { name: 'bundle.json', port: 0, onFault: console.error })
  const readMs = performance.now() - startMs
  const page = await BrowserPage.open(chromium, `${recording.pageUrl}#/events`)
  const shownMs = Number(await page.value(list))
  await page.close()
  await recording.close()
  return readMs + shownMs
}

const spreadOf = (times: readonly number[]): string =>
  `${median(times).toFixed(0)} ms (${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)})`

async function run({ short }: RunOptions): Promise<readonly Row[]> {
  const [count, idleMs, rounds] = short ? [1_000, 35_000, 3] : [100_000, 60_000, 7]
  const rows: Row[] = [{ figure: 'files, compressed', value: `${(weight() / 1_000).toFixed(1)} KB` }]
  const runtime = await startLocalRuntime({ functions: { orders: { file: import.meta.filename } }, time: 'manual' })
  const control = `${runtime.endpoint}/_async-invoke/`
  await sendAll(control, count)
  const chromium = chromiumHere()
  const events = `${count.toLocaleString('en')} events`
  if (chromium === undefined) rows.push({ figure: `first list of ${events}`, value: 'SKIPPED: no Chromium' })
  else {
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const page = await BrowserPage.open(chromium, `${runtime.pageUrl}#/events`)
      times.push(Number(await page.value(sinceFirstByte)))
      await page.close()
    }
    rows.push({ figure: `first list of ${events}, after the first byte`, value: spreadOf(times) })
    const page = await BrowserPage.open(chromium, `${runtime.pageUrl}#/events`)
    const firstMs = Number(await page.value(list))
    const nodes = Number(await page.value(`document.querySelectorAll('*').length`))
    rows.push({ figure: `first list of ${events}, after the start of loading`, value: `${firstMs.toFixed(0)} ms` })
    rows.push({ figure: `elements with ${events}`, value: String(nodes) })
    await page.close()
    const bundle = new Uint8Array(await (await fetch(`${control}bundle`)).arrayBuffer())
    const bundleMs = await openBundle(chromium, bundle)
    rows.push({ figure: `first list of a bundle of ${events}, reading included`, value: `${bundleMs.toFixed(0)} ms` })
  }
  const answers: number[] = []
  for (let round = 0; round < rounds; round += 1) answers.push(await answerMs(`${control}events?limit=100`))
  rows.push({ figure: `answer to the list's request, ${events}`, value: spreadOf(answers) })
  const bytes = await idleBytes(`${control}changes`, idleMs)
  rows.push({
    figure: 'received while nothing changes, per minute',
    value: `${((bytes * 60_000) / idleMs).toFixed(0)} bytes`,
  })
  await runtime.close()
  return rows
}

export default {
  title: 'Local runtime: the page',
  note: 'Goals: at most 60 KB; elements that do not grow with the events; the first list of 100,000 events at most 300 ms after the first byte; at most 20 KB a minute while nothing changes. A request of the list is what a plain client gets where there is no Chromium.',
  run,
} satisfies Suite

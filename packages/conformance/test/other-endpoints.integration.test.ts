import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  checkEndpoint,
  type EndpointReport,
  formatReportJunit,
  formatReportMarkdown,
  openSavedResults,
  type ScenarioFindings,
} from '../src/index.ts'

const secret = 'never-to-be-printed'
const credentials = { accessKeyId: 'key', secretAccessKey: secret, sessionToken: `${secret}-either` }

interface Change {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly text?: string
}

let runtime: LocalRuntime
let faulty: Server
let endpoint: string
/** How the faulty endpoint changes an answer of the runtime's. */
let change: (method: string, path: string, text: string) => Change

beforeAll(async () => {
  runtime = await startLocalRuntime({ time: 'manual' })
  faulty = createServer((incoming, response) => {
    const { method = '', url = '', headers } = incoming
    if (change(method, url, '').status === 501) return void response.writeHead(501).end()
    const outgoing = request(`${runtime.endpoint}${url}`, { method, headers }, async (answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(chunk)
      const before = Buffer.concat(chunks).toString()
      const changed = change(method, url, before)
      const text = changed.text ?? before
      const { 'content-length': _, ...kept } = { ...answer.headers, ...changed.headers }
      response.writeHead(changed.status ?? answer.statusCode ?? 500, {
        ...kept,
        'content-length': Buffer.byteLength(text),
      })
      response.end(text)
    })
    incoming.pipe(outgoing)
  })
  await new Promise<void>((resolve) => faulty.listen(0, '127.0.0.1', resolve))
  endpoint = `http://127.0.0.1:${(faulty.address() as AddressInfo).port}`
})

afterAll(async () => {
  faulty.closeAllConnections()
  faulty.close()
  await runtime.close()
})

const check = (areas: readonly string[]): Promise<EndpointReport> => checkEndpoint({ endpoint, credentials, areas })
const statesOf = ({ statements }: EndpointReport) => Object.fromEntries(statements.map(({ id, state }) => [id, state]))

describe('an endpoint that differs', () => {
  it('is reported with what was expected and seen, and other statements of the scenario pass', async () => {
    change = (_, path, text) => ({
      ...(path.endsWith('/invocations') && text === '' && { text: '<queued & "done">\u0000' }),
    })
    const report = await check(['Invoke'])
    expect(statesOf(report)).toMatchObject({ 'INV-6': 'differs', 'INV-7': 'pass', 'INV-4': 'pass' })
    const [found] = report.scenarios.filter(({ differences }) => differences.length > 0)
    expect(found?.differences[0]).toMatchObject({ ids: ['INV-6'], expected: '""' })
    expect(formatReportMarkdown(report, 'A faulty one')).toContain('expected `""`, seen `"<queued & \\"done\\">')
    const junit = formatReportJunit(report)
    expect(junit).toContain('seen &quot;&lt;queued &amp; ')
    expect(junit).toMatch(/<testsuite name="Invoke" tests="\d+" failures="[1-9]/)
    expect(`${JSON.stringify(report)}${junit}`).not.toContain(secret)
  })

  it('differs where it stores what it refuses (CFG-11)', async () => {
    change = (method, path) => (method === 'POST' && path.includes('event-invoke-config') ? { status: 200 } : {})
    const report = await check(['Refused settings'])
    expect(statesOf(report)).toMatchObject({ 'CFG-11': 'differs', 'CFG-12b': 'differs', 'CFG-12a': 'pass' })
  })
})

describe('an endpoint that lacks operations', () => {
  it('is not accused: what builds on them is not offered, and why', async () => {
    change = (_, path) =>
      path.includes('event-invoke-config') ? { status: 404, headers: { 'x-amzn-errortype': '' }, text: '<html>' } : {}
    const report = await check(['Settings', 'Dead letters'])
    expect(report.counts).toMatchObject({ differs: 0, pass: 0 })
    const path = '/2019-09-25/functions/<function>/event-invoke-config'
    expect(report.scenarios[0]?.reason).toBe(`PUT ${path} answers 404: <html>`)
  })

  it('shows nothing where it lists no clock and creates no function', async () => {
    change = () => ({ status: 501 })
    const report = await check(['Settings'])
    expect(report).toMatchObject({ time: 'real', counts: { pass: 0, differs: 0 }, leftBehind: [] })
  })
})

describe('an endpoint that stops answering', () => {
  it('is not accused of what it was not seen to do', async () => {
    let requests = 0
    const mortal = createServer((_, response) => {
      requests += 1
      if (requests === 1) return void response.writeHead(404).end()
      response.destroy()
    })
    await new Promise<void>((resolve) => mortal.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(mortal.address() as AddressInfo).port}`
    const { counts, scenarios } = await checkEndpoint({ endpoint: url, areas: ['Functions'] })
    mortal.close()
    expect(counts).toMatchObject({ pass: 0, differs: 0 })
    expect(scenarios[0]).toMatchObject({ state: 'not-run', reason: expect.stringContaining('does not answer POST') })
  })
})

describe('an endpoint where time is real', () => {
  it('runs what fits into the budget, and nothing that could end after it', async () => {
    change = (_, path) => (path.startsWith('/_async-invoke') ? { status: 404, text: '' } : {})
    const { counts, scenarios } = await checkEndpoint({ endpoint, areas: ['Functions', 'Retries'], minutes: 0.2 })
    expect(counts.differs).toBe(0)
    const retries = scenarios.filter(({ area }) => area === 'Retries')
    expect(new Set(retries.map(({ state }) => state))).toEqual(new Set(['not-run']))
    expect(retries[0]?.reason).toBe('it may take 240 s, and the budget has less left')
    expect(scenarios.some(({ state }) => state === 'pass')).toBe(true)
  })

  it('is refused where time is skipped, since waits cannot be measured', async () => {
    const skipping = await startLocalRuntime({ time: 'skip' })
    await expect(checkEndpoint({ endpoint: skipping.endpoint })).rejects.toThrow(/skips time.*--time manual/)
    await skipping.close()
  })
})

describe('a run', () => {
  it('that is interrupted removes what it has created, and says what did not run', async () => {
    change = () => ({})
    const interrupt = new AbortController()
    const { scenarios, leftBehind } = await checkEndpoint({
      ...{ endpoint, areas: ['Settings'], signal: interrupt.signal },
      onResult: () => interrupt.abort(),
    })
    expect(scenarios.map(({ state }) => state).filter((state) => state !== 'not-run')).toHaveLength(1)
    expect(scenarios.at(-1)).toMatchObject({ state: 'not-run', reason: 'interrupted' })
    expect(leftBehind).toEqual([])
    const listed = await fetch(`${runtime.endpoint}/2015-03-31/functions`)
    expect(await listed.json()).toMatchObject({ Functions: [] })
  })

  it('ends before it rejects where a result cannot be kept', async () => {
    let isOver = false
    let requestsAfter = 0
    change = (_, path) => {
      if (isOver) requestsAfter += 1
      return path.startsWith('/_async-invoke') ? { status: 404, text: '' } : {}
    }
    let results = 0
    const onResult = () => {
      results += 1
      if (results === 2) throw new Error('the disk is full')
    }
    await expect(checkEndpoint({ endpoint, minutes: 1, onResult })).rejects.toThrow('the disk is full')
    isOver = true
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect([results, requestsAfter]).toEqual([2, 0])
    const listed = await fetch(`${runtime.endpoint}/2015-03-31/functions`)
    expect(await listed.json()).toMatchObject({ Functions: [] })
  })

  it.each([0, -1, Number.NaN])('with a budget of %s minutes is refused', async (minutes) => {
    await expect(checkEndpoint({ endpoint, minutes })).rejects.toThrow(
      new RangeError(`minutes must be a number above 0, not ${minutes}`),
    )
  })

  it('goes on from a file of results, which is of one endpoint and no other file', async () => {
    change = () => ({})
    const folder = await mkdtemp(join(tmpdir(), 'async-invoke-conformance-'))
    const path = join(folder, 'results.json')
    const about = { endpoint, runtime: 'nodejs22.x' }
    const first = await openSavedResults(path, about)
    const { scenarios } = await checkEndpoint({
      endpoint,
      areas: ['Settings'],
      onResult: (result) => first.add(result),
    })
    const earlier = (await openSavedResults(path, about)).results
    expect(earlier.map(({ name }) => name).sort()).toEqual(scenarios.map(({ name }) => name).sort())
    const again: ScenarioFindings[] = []
    const next = {
      endpoint,
      areas: ['Settings'],
      earlier,
      onResult: (result: ScenarioFindings) => void again.push(result),
    }
    expect((await checkEndpoint(next)).scenarios).toEqual(scenarios)
    expect(again).toEqual([])
    expect(await readFile(path, 'utf8')).not.toContain(secret)
    await expect(openSavedResults(path, { ...about, endpoint: 'http://other' })).rejects.toThrow(
      /not of http:\/\/other$/,
    )
    for (const text of ['{', '[]', '{"format":"async-invoke conformance 1","results":[{}]}']) {
      await writeFile(path, text)
      await expect(openSavedResults(path, about)).rejects.toThrow(/is no file of results/)
    }
    await rm(folder, { recursive: true })
  })

  it('of an area that does not exist is refused with the areas that do', async () => {
    await expect(checkEndpoint({ endpoint, areas: ['settings'] })).rejects.toThrow(/no area settings: .*Settings/)
  })
})

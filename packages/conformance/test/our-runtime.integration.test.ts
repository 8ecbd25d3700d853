import { readdirSync, readFileSync } from 'node:fs'
import { type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkEndpoint, type EndpointReport, endpointScenarios } from '../src/index.ts'

const powerlessRole = 'arn:aws:iam::123456789012:role/powerless'

let runtime: LocalRuntime
let report: EndpointReport

beforeAll(async () => {
  runtime = await startLocalRuntime({ time: 'manual', roles: { [powerlessRole]: { Statement: [] } } })
  report = await checkEndpoint({ endpoint: runtime.endpoint, powerlessRole })
})

afterAll(() => runtime.close())

describe('the local runtime in held time', () => {
  it('shows every statement that an endpoint can show', () => {
    const others = report.scenarios.filter(({ state }) => state !== 'pass')
    expect(others.map(({ name, state, reason, differences }) => ({ name, state, reason, differences }))).toEqual([])
    expect(report.scenarios.map(({ name }) => name)).toEqual(endpointScenarios.map(({ name }) => name))
    expect(report).toMatchObject({ time: 'held', counts: { differs: 0, 'not-offered': 0, 'not-run': 0 } })
  })

  it('keeps nothing of what the kit has created', async () => {
    expect(report.leftBehind).toEqual([])
    const listed = await fetch(`${runtime.endpoint}/2015-03-31/functions`)
    expect(await listed.json()).toMatchObject({ Functions: [] })
  })
})

describe('a scenario', () => {
  it('has a name of its own', () => {
    expect(new Set(endpointScenarios.map(({ name }) => name)).size).toBe(endpointScenarios.length)
  })

  it('checks each statement that it says it shows, and no other', () => {
    for (const { name, shows, checked } of report.scenarios)
      expect([name, ...[...checked].sort()]).toEqual([name, ...[...shows].sort()])
  })

  it('shows statements that are in the rules', () => {
    const folder = new URL('../../../rules/', import.meta.url)
    const known = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name): { id: string }[] => JSON.parse(readFileSync(new URL(name, folder), 'utf8')).statements ?? [])
      .map(({ id }) => id)
    for (const { name, shows } of endpointScenarios) for (const id of shows) expect(known, name).toContain(id)
  })
})

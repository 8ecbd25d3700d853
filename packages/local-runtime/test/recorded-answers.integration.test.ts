import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

// Public recordings of AWS, restated in vectors/api-answers: status, code and sentence of a refusal, the members of an
// answer. The cases of a class follow each other. The totals are printed at the end.

interface Case {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
  readonly answer: {
    readonly status: number
    readonly code?: string
    readonly message?: string
    /** Names of the members that the answer has. */
    readonly members?: readonly string[]
    readonly body?: object
  }
  /** Why this runtime answers in another way. */
  readonly differs?: string
}

interface Recording {
  readonly class: string
  readonly cases: readonly Case[]
}

const folder = new URL('../../../vectors/api-answers/', import.meta.url)
const recordings = readdirSync(folder)
  .sort()
  .map((name): Recording => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))

const archive = zip([{ path: 'index.mjs', content: 'export const handler = async () => 1' }]).toString('base64')
const totals = new Map<string, { same: number; all: number }>()

afterAll(() => {
  const lines = [...totals].map(([name, { same, all }]) => `${name} ${same} of ${all}`)
  const sum = [...totals.values()].reduce((a, b) => ({ same: a.same + b.same, all: a.all + b.all }))
  console.log(`answers as recorded: ${lines.join(', ')}; together ${sum.same} of ${sum.all}`)
})

describe.each(recordings)('recordings of $class', ({ class: name, cases }) => {
  let runtime: LocalRuntime
  const send = (method: string, path: string, body?: object) =>
    raw(
      runtime.endpoint,
      method,
      path,
      body === undefined ? {} : { body: JSON.stringify(body).replaceAll('<zip>', archive) },
    )

  /** A function with two versions and an alias of the first. */
  beforeAll(async () => {
    runtime = await startLocalRuntime({ pendingMs: 0, time: 'skip' })
    const Role = 'arn:aws:iam::123456789012:role/lambda'
    const base = { FunctionName: 'fn', Role, Runtime: 'nodejs24.x', Handler: 'index.handler' }
    await send('POST', '/2015-03-31/functions', { ...base, Code: { ZipFile: archive } })
    await send('POST', '/2015-03-31/functions/fn/versions', {})
    await send('PUT', '/2015-03-31/functions/fn/configuration', { Description: 'second' })
    await send('POST', '/2015-03-31/functions/fn/versions', {})
    await send('POST', '/2015-03-31/functions/fn/aliases', { Name: 'live', FunctionVersion: '1' })
    totals.set(name, { same: 0, all: 0 })
  })
  afterAll(() => runtime.close())

  it.each(cases)('have the answer to $name', async ({ method, path, body, answer, differs }) => {
    const { status, headers, text } = await send(method, path, body)
    const found = text === '' ? {} : JSON.parse(text)
    const given = {
      status,
      ...(answer.code !== undefined && { code: headers['x-amzn-errortype'], message: found.Message ?? found.message }),
      ...(answer.members !== undefined && { members: membersOf(found) }),
      ...(answer.body !== undefined && { body: found }),
    }
    const total = totals.get(name) ?? expect.unreachable()
    total.all += 1
    if (differs === undefined) expect(given).toEqual(answer)
    // A case that agrees has no reason to differ.
    else expect([differs, given]).not.toEqual([differs, answer])
    if (differs === undefined) total.same += 1
  })
})

/** SDKs do not show a member that is null. */
function membersOf(body: object): readonly string[] {
  return Object.entries(body)
    .flatMap(([name, value]) => (value === null ? [] : [name]))
    .sort()
}

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FunctionOptions, type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Handlers of the local runtime's own tests. */
const handlers = fileURLToPath(new URL('../../packages/local-runtime/test/handlers/', import.meta.url))

/** Lambda's own client for Node.js, where it could be compiled. */
function findClient(): string | undefined {
  try {
    const client = createRequire(import.meta.url).resolve('aws-lambda-ric')
    return existsSync(join(dirname(client), 'rapid-client.node')) ? client : undefined
  } catch {
    return undefined
  }
}

const client = findClient()
const folder = mkdtempSync(join(tmpdir(), 'client-'))
const namesIn = (file: string): readonly string[] =>
  [...readFileSync(join(handlers, file), 'utf8').matchAll(/^export const (\w+)/gm)].map(([, name = '']) => name)
/** Handlers that share a process, by the names that their dispatcher knows. */
const dispatched =
  /^const all = \{([^}]*)\}/m.exec(readFileSync(join(handlers, 'node-versions.mjs'), 'utf8'))?.[1]?.match(/\w+/g) ?? []

const cases = [
  ...dispatched.map((name) => ({ handler: 'node-versions.dispatch', name })),
  ...namesIn('node-versions.mjs').map((name) => ({ handler: `node-versions.${name}`, name })),
  ...namesIn('streams.mjs').map((name) => ({ handler: `streams.${name}`, name })),
]

/** Where the local runtime answers differently, and why. */
const different: Readonly<Record<string, string>> = {
  stackless: 'an error without a stack has the sentence of earlier clients (RUN-11)',
  stackOfNull: 'the same',
  neverSettles: 'the managed runtime reports Runtime.NodeJsExit, which the client alone does not',
  throwsOutside: 'the managed runtime reports an uncaught exception, which the client alone does not',
  neverEnds: 'the same as neverSettles',
  destroyed: 'the same as throwsOutside',
  destroyedWithError: 'the same as throwsOutside',
  afterEnd: 'the same as throwsOutside',
  brokenPipe: 'the same as throwsOutside',
}

let runtime: LocalRuntime
beforeAll(async () => {
  const bootstrap = join(folder, 'bootstrap')
  // The client reads the version of Node.js from this variable, which runtimes of this kind do not have.
  const script = `cd ${handlers}\nexport LAMBDA_TASK_ROOT=${handlers} AWS_EXECUTION_ENV=AWS_Lambda_nodejs24.x\n`
  writeFileSync(bootstrap, `#!/bin/sh\n${script}exec '${process.execPath}' '${client}' "$_HANDLER"\n`)
  chmodSync(bootstrap, 0o755)
  const common = { timeoutInSeconds: 20, memoryInMegabytes: 512 }
  const functions = cases.flatMap(({ handler }): [string, FunctionOptions][] => [
    [`client-${nameOf(handler)}`, { ...common, directory: folder, handler, runtime: 'provided.al2023' }],
    [`ours-${nameOf(handler)}`, { ...common, directory: handlers, handler, runtime: 'nodejs24.x' }],
  ])
  runtime = await startLocalRuntime({ functions: Object.fromEntries(functions) })
})
afterAll(async () => {
  await runtime?.close()
  rmSync(folder, { recursive: true })
})

function nameOf(handler: string): string {
  return handler.replace('.', '_')
}

async function call(functionName: string, event: object) {
  const url = `${runtime.endpoint}/2015-03-31/functions/${functionName}/invocations`
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(event) })
  return { failed: response.headers.has('x-amz-function-error'), answer: withoutPlaces(await response.text()) }
}

/** Without the lines of a stack, which name the files of each client, and without request ids. */
function withoutPlaces(text: string): string {
  try {
    const { trace, ...error } = JSON.parse(text)
    return trace === undefined ? text : JSON.stringify({ ...error, trace: trace.slice(0, 1) })
  } catch {
    return text
  }
}

describe.skipIf(client === undefined)("Lambda's runtime client for Node.js, as a provided runtime", () => {
  it.each(cases.filter(({ name }) => different[name] === undefined))(
    'answers as the local runtime does: $handler $name',
    async ({ handler, name }) => {
      const expected = await call(`client-${nameOf(handler)}`, { name })
      expect(await call(`ours-${nameOf(handler)}`, { name })).toEqual(expected)
    },
  )
})

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { importFresh } from '@async-invoke/local-runtime/internal'
import { type Effects, explore, type Handler, type HandlerModule } from '@async-invoke/local-runtime/testing'
import { CommandError, exitCodes } from '../command-error.ts'
import { refuseNoModule } from '../named-pipe.ts'
import { print, safe } from '../text/output.ts'
import { redirectOutput } from './redirect-output.ts'

/** A handler, the events for it, and how much to explore. */
export interface HandlerTest {
  readonly handler: string
  readonly events: readonly unknown[]
  readonly seed: number
  readonly seeds: number
  readonly json: boolean
  /** Whether what the handler writes is shown, on stderr. */
  readonly verbose: boolean
}

/** An endpoint that refuses connections: clients that nothing watches must not reach AWS. */
const nowhere = {
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1',
}

/**
 * Explores a handler, and prints the report.
 *
 * @returns 0 if no problem was found, otherwise 1
 * @throws {@link CommandError} when the handler cannot be loaded, or nothing is seen of it
 */
export async function test({ handler, events, seed, seeds, json, verbose }: HandlerTest): Promise<number> {
  const [, path = handler, exportName = 'handler'] = /^(.*?)(?:#(.*))?$/s.exec(handler) ?? []
  const file = resolve(path)
  if (/\.py$/.test(path))
    throw new CommandError(
      `${path} is Python, and this runs JavaScript and TypeScript; dev --fault serves it with faults that you choose`,
    )
  if (!existsSync(file)) throw new CommandError(`the handler's file does not exist: ${path}`)
  Object.assign(process.env, nowhere)
  const [event, ...followedBy] = events
  const { problems, text, schedules, steps } = await redirectOutput(verbose, () =>
    explore({ create: () => load(file, exportName) }, event, { followedBy, seed, seeds }),
  )
  if (steps.every((count) => count === 0) && problems.length === 0)
    throw new CommandError(
      `nothing was seen of ${handler}: export the effects that it calls, from createEffects of @async-invoke/local-runtime/testing`,
    )
  await print(json ? JSON.stringify({ problems, schedules, steps }) : safe(text))
  return problems.length === 0 ? exitCodes.success : exitCodes.findings
}

async function importFile(file: string): Promise<unknown> {
  refuseNoModule(file)
  return importFresh(file)
}

/** Loads a new copy of the module. */
async function load(file: string, exportName: string): Promise<HandlerModule> {
  const loaded = await importFile(file).catch((cause: unknown) => {
    throw new CommandError(`${file} cannot be loaded: ${cause instanceof Error ? cause.message : cause}`, { cause })
  })
  const exports = loaded as Readonly<Record<string, unknown>>
  const handler = exports[exportName]
  if (typeof handler !== 'function') {
    const others = Object.keys(exports).filter((name) => typeof exports[name] === 'function')
    throw new CommandError(`${file} exports no function ${exportName}; it exports: ${others.join(', ') || 'none'}`)
  }
  // What else is exported under this name, explore leaves alone.
  return { handler: handler as Handler, ...(exports.effects !== undefined && { effects: exports.effects as Effects }) }
}

import type { Invoke, Slots } from '@async-invoke/engine'
import type { FunctionOptions } from '@async-invoke/local-runtime'
import type { ModuleFunction } from '@async-invoke/local-runtime/module-invoker'
import type { FunctionHome } from '@async-invoke/schemas/function-reference'
import type { ClientConfig } from '../aws/client-config.ts'
import { UsageError } from '../command-error.ts'

/** How a worker runs functions. */
export interface OpenInvoker {
  readonly invoke: Invoke
  /** Runs that it has room for; absent without a bound. */
  readonly places?: number
  readonly slots?: Slots
  close(): Promise<void>
}

export interface InvokerRequest {
  /** `lambda`, an address, addresses of emulators, a file, or nothing for the files of the configuration. */
  readonly how: string | undefined
  readonly functionNames: readonly string[] | undefined
  readonly functions: Readonly<Record<string, FunctionOptions>>
  /** Variables of all handlers; a function's own win. */
  readonly environment: Readonly<Record<string, string>>
  readonly home: FunctionHome
  readonly clientConfig: ClientConfig
  readonly onLine: (functionName: string, line: string, requestId: string | undefined) => void
}

/** Longest timeout of Lambda's functions, in milliseconds. */
const maxTimeoutMs = 900_000

/**
 * Creates the invoker of `--invoke`.
 *
 * @throws {@link UsageError}
 */
export async function openInvoker(request: InvokerRequest): Promise<OpenInvoker> {
  const { how } = request
  if (how === 'lambda') return { invoke: await lambdaInvoker(request.clientConfig), close: async () => {} }
  if (how !== undefined && /^https?:\/\//.test(how)) {
    const { createHttpInvoker } = await import('@async-invoke/invokers/http')
    return { invoke: createHttpInvoker({ url: how }), close: async () => {} }
  }
  if (how?.startsWith(emulatorPrefix)) return emulatorInvoker(how, request.functionNames)
  const { createModuleInvoker } = await import('@async-invoke/local-runtime/module-invoker')
  const { home, onLine } = request
  const { region, accountId } = home
  return createModuleInvoker({ functions: modulesOf(request), region, accountId, onLine })
}

const emulatorPrefix = 'emulator:'

/** An emulator runs its image, whatever the name of the function: the names say whose events these are. */
async function emulatorInvoker(how: string, names: readonly string[] | undefined): Promise<OpenInvoker> {
  if (names === undefined)
    throw new UsageError(`--invoke ${how} needs --functions: the names of the functions that the image serves`)
  const { createEmulatorInvoker, InvokerError } = await import('@async-invoke/invokers/http')
  const endpoints = how.slice(emulatorPrefix.length).split(',')
  try {
    return { ...createEmulatorInvoker({ endpoints }), places: endpoints.length, close: async () => {} }
  } catch (cause) {
    throw cause instanceof InvokerError ? new UsageError(`--invoke: ${cause.message}`, { cause }) : cause
  }
}

async function lambdaInvoker(clientConfig: ClientConfig): Promise<Invoke> {
  const [{ LambdaClient }, { createLambdaInvoker }] = await Promise.all([
    import('@aws-sdk/client-lambda'),
    import('@async-invoke/invokers/lambda'),
  ])
  const sockets = { maxSockets: Number.POSITIVE_INFINITY }
  const requestHandler = { connectionTimeout: 10_000, socketTimeout: 0, httpAgent: sockets, httpsAgent: sockets }
  const client = new LambdaClient({ ...clientConfig, maxAttempts: 1, requestHandler })
  return createLambdaInvoker({ client, timeoutMs: maxTimeoutMs })
}

function modulesOf({
  how,
  functionNames,
  functions,
  environment,
}: InvokerRequest): Readonly<Record<string, ModuleFunction>> {
  if (how !== undefined && /^\w+:\/\//.test(how))
    throw new UsageError(`--invoke is not lambda, an http or https URL, emulator:URL or a file: ${how}`)
  if (how !== undefined && functionNames === undefined)
    throw new UsageError(`--invoke ${how} needs --functions: the names of the functions that the handler serves`)
  const names = functionNames ?? Object.keys(functions)
  if (names.length === 0)
    throw new UsageError('there is nothing to serve: give --invoke, or a configuration file with functions')
  const [file, exportName] = how?.split('#') ?? []
  return Object.fromEntries(
    names.map((name) => {
      const given = Object.hasOwn(functions, name) ? functions[name] : undefined
      if (file === undefined && given === undefined)
        throw new UsageError(`--functions names ${name}, which the configuration does not have`)
      const own = { ...given, environment: { ...environment, ...given?.environment } }
      return [name, moduleOf(own, file, exportName)]
    }),
  )
}

function moduleOf(given: FunctionOptions, file: string | undefined, exportName: string | undefined): ModuleFunction {
  const { directory, layers, handler, runtime, timeoutInSeconds, memoryInMegabytes, environment } = given
  const code =
    file === undefined
      ? pick({ file: given.file, exportName: given.exportName, directory, handler })
      : pick({ file, exportName })
  return { ...code, ...pick({ layers, runtime, timeoutInSeconds, memoryInMegabytes, environment }) }
}

/** The members that have values. */
function pick<Members extends object>(members: Members): { [Name in keyof Members]?: NonNullable<Members[Name]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Members]?: NonNullable<Members[Name]>
  }
}

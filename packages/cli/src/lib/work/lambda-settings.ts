import { type ConfigClient, ConfigError, createConfigClient } from '@async-invoke/config-client'
import type { InvokedReference, Resolution, Resolve } from '@async-invoke/engine'
import { toEventInvokeConfig } from '@async-invoke/schemas/event-invoke-config'
import { type FunctionHome, formatQualifiedFunctionArn } from '@async-invoke/schemas/function-reference'
import {
  type FunctionConfiguration,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda'
import { lately } from './lately.ts'

export interface LambdaSettingsOptions {
  readonly client: LambdaClient
  /** Region and account of functions that do not exist, for the ARN in their records. */
  readonly home: FunctionHome
  /** Time after which settings are read again, in milliseconds. */
  readonly refreshMs: number
  /** Called when settings cannot be read again, and those known before go on. */
  readonly onFault: (error: unknown) => void
}

/** References whose settings are kept; beyond it, all are read again. */
const maxKept = 10_000

/**
 * Resolves functions by their own settings on Lambda: those of the asynchronous invocation under exactly the invoked qualifier,
 * timeout and dead-letter queue of its version, reserved concurrency. Each is read once within a refresh interval; where it cannot
 * be read again, what was known before goes on.
 */
export function resolveOnLambda({ client, home, refreshMs, onFault }: LambdaSettingsOptions): Resolve {
  const config = createConfigClient({ client })
  const kept = new Map<string, () => Promise<Resolution>>()
  return ({ functionName, qualifier }) => {
    const key = qualifier === undefined ? functionName : `${functionName}:${qualifier}`
    if (kept.size >= maxKept) kept.clear()
    const known = kept.get(key)
    if (known !== undefined) return known()
    let last: Resolution | undefined
    const read = lately(refreshMs, async () => {
      try {
        last = await readResolution(
          { client, config, home },
          { functionName, ...(qualifier !== undefined && { qualifier }) },
        )
      } catch (error) {
        if (last === undefined) throw error
        onFault(error)
      }
      return last
    })
    kept.set(key, read)
    return read()
  }
}

interface Sources {
  readonly client: LambdaClient
  readonly config: ConfigClient
  readonly home: FunctionHome
}

async function readResolution(sources: Sources, reference: InvokedReference): Promise<Resolution> {
  const { functionName: FunctionName, qualifier: Qualifier } = reference
  const configuration = await readFunction(sources, reference)
  if (configuration === undefined) {
    const functionArn = formatQualifiedFunctionArn(sources.home, FunctionName, Qualifier)
    // A function without the alias: events that have not run wait for it (TRM-3a).
    const isAlias = Qualifier !== undefined && !/^(\d+|\$LATEST)$/.test(Qualifier)
    const isThere = isAlias && (await readFunction(sources, { functionName: FunctionName })) !== undefined
    return { functionArn, config: {}, target: isThere ? 'missingAlias' : 'missing' }
  }
  const [stored, { ReservedConcurrentExecutions: reservedConcurrency }] = await Promise.all([
    orMissing(sources.config.get({ FunctionName, ...(Qualifier !== undefined && { Qualifier }) })),
    sources.client.send(new GetFunctionConcurrencyCommand({ FunctionName })),
  ])
  const { FunctionArn = '', Timeout, DeadLetterConfig } = configuration
  const [, partition = 'aws', , region = '', accountId = ''] = FunctionArn.split(':')
  return {
    functionArn: formatQualifiedFunctionArn({ partition, region, accountId }, FunctionName, Qualifier),
    config: stored === undefined ? {} : toEventInvokeConfig(stored),
    target: reservedConcurrency === 0 ? 'zeroReserved' : 'present',
    ...(Timeout !== undefined && { timeoutMs: Timeout * 1_000 }),
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    ...(DeadLetterConfig?.TargetArn && { deadLetterTargetArn: DeadLetterConfig.TargetArn }),
  }
}

function readFunction({ client }: Sources, reference: InvokedReference): Promise<FunctionConfiguration | undefined> {
  const { functionName: FunctionName, qualifier: Qualifier } = reference
  const input = { FunctionName, ...(Qualifier !== undefined && { Qualifier }) }
  return orMissing(client.send(new GetFunctionConfigurationCommand(input)))
}

/** The answer, or `undefined` if Lambda has no such thing. */
async function orMissing<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked
  } catch (error) {
    const name = error instanceof ConfigError ? error.awsErrorName : error instanceof Error ? error.name : undefined
    if (name === 'ResourceNotFoundException') return undefined
    throw error
  }
}

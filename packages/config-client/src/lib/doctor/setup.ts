import {
  type DesiredState,
  type EventInvokeConfig,
  parseFunctionReference,
  toEventInvokeConfig,
} from '@async-invoke/schemas'

/** What a diagnosis looks at: read from a client, from documents, or written by hand. What is missing is not judged. */
export interface Setup {
  readonly functions: readonly FunctionSetup[]
  readonly eventRules?: readonly EventRule[]
  /** Who invokes with `InvocationType: Event`. */
  readonly invokers?: readonly Invoker[]
}

export interface FunctionSetup {
  /** Name or unqualified ARN; with an ARN, regions and accounts are compared too. */
  readonly functionName: string
  /** By qualifier, as stored; `$LATEST` for the unqualified function. A missing qualifier has no settings of its own. */
  readonly settings: Readonly<Record<string, EventInvokeConfig>>
  /** Dead-letter target by version, `$LATEST` among them; null: none. A missing version is not known. */
  readonly deadLetterTargets?: Readonly<Record<string, string | null>>
  /** The version that each alias leads to; null: not known. */
  readonly aliases?: Readonly<Record<string, string | null>>
}

/** An EventBridge rule; `pattern` is its event pattern, parsed. */
export interface EventRule {
  readonly name: string
  readonly pattern: unknown
}

/** A client that sends events; `maxAttempts` is the AWS SDK's, 3 unless it was set. */
export interface Invoker {
  readonly name: string
  readonly maxAttempts: number
}

/** What a diagnosis can know beside a desired state. */
export interface DesiredStateContext extends Pick<Setup, 'eventRules' | 'invokers'> {
  /** By function, as the desired state names it, then by alias: the version it leads to, or null. */
  readonly aliases?: Readonly<Record<string, Readonly<Record<string, string | null>>>>
}

/**
 * A desired state as a setup to diagnose, before anything is deployed.
 *
 * @example diagnose(setupOfDesiredState(parseDesiredState(text)))
 */
export function setupOfDesiredState({ functions }: DesiredState, beside: DesiredStateContext = {}): Setup {
  const { aliases = {}, eventRules, invokers } = beside
  return {
    functions: Object.entries(functions).map(([functionName, { DeadLetterConfig, EventInvokeConfigs = {} }]) => ({
      functionName,
      settings: Object.fromEntries(
        Object.entries(EventInvokeConfigs).flatMap(([qualifier, settings]) =>
          settings === null ? [] : [[qualifier, toEventInvokeConfig(settings)] as const],
        ),
      ),
      ...(DeadLetterConfig !== undefined && {
        deadLetterTargets: { $LATEST: DeadLetterConfig?.TargetArn ?? null },
      }),
      ...(aliases[functionName] !== undefined && { aliases: aliases[functionName] }),
    })),
    ...(eventRules !== undefined && { eventRules }),
    ...(invokers !== undefined && { invokers }),
  }
}

/** The name alone, whatever form the setup uses. */
export function nameOf({ functionName }: FunctionSetup): string {
  return parseFunctionReference(functionName)?.functionName ?? functionName
}

import {
  type DesiredState,
  type EventInvokeConfig,
  parseFunctionReference,
  toEventInvokeConfig,
  type UnknownSettings,
} from '@async-invoke/schemas'
import type { RolePolicyDocument } from '@async-invoke/schemas/policy'
import type { PolicyTargets } from '../permissions/targets.ts'
import { resolveDesiredState, unmatchedPatterns } from '../plan/resolve-desired-state.ts'

/**
 * The input of a diagnosis: read by a client, derived from documents, or written by hand. Missing parts are not
 * diagnosed.
 */
export interface Setup extends Pick<PolicyTargets, 'keys' | 'bucketOwners'> {
  readonly functions: readonly FunctionSetup[]
  /** Every policy of the execution roles, inline and attached, by role ARN. A missing role is not diagnosed. */
  readonly roles?: Readonly<Record<string, readonly (RolePolicyDocument | string)[]>>
  readonly eventRules?: readonly EventRule[]
  /** The functions as they are now, from `readSetup`, if CloudFormation will deploy this setup. */
  readonly deployed?: readonly FunctionSetup[]
  /** Clients that invoke with `InvocationType: Event`. */
  readonly invokers?: readonly Invoker[]
  /** Settings that a deployment may store before the policies that allow their targets. */
  readonly earlySettings?: readonly EarlySettings[]
  /** Settings that exist and are not known. Nothing is concluded from their absence (CFG-26). */
  readonly unknown?: readonly UnknownSettings[]
}

export interface FunctionSetup {
  /** Name or unqualified ARN. Regions and accounts of targets are checked only with an ARN. */
  readonly functionName: string
  /** Stored settings by qualifier, `$LATEST` for the unqualified function. A missing qualifier has none. */
  readonly settings: Readonly<Record<string, EventInvokeConfig>>
  /** Dead-letter target by version, including `$LATEST`; `null` if it has none. A missing version is unknown. */
  readonly deadLetterTargets?: Readonly<Record<string, string | null>>
  /** Version by alias; `null` if unknown. */
  readonly aliases?: Readonly<Record<string, string | null>>
  /** ARN of the execution role by version, including `$LATEST`. A missing version is unknown. */
  readonly roleArns?: Readonly<Record<string, string>>
  /** True for a durable function, which has no destinations. Missing: unknown. */
  readonly durable?: boolean
}

/** An EventBridge rule. */
export interface EventRule {
  readonly name: string
  /** The event pattern, parsed or as JSON. */
  readonly pattern: unknown
}

/** A client that sends events. */
export interface Invoker {
  readonly name: string
  /** `maxAttempts` of the AWS SDK's client, which is 3 by default. */
  readonly maxAttempts: number
}

/** Settings of a template that do not depend on the policies that allow their targets. */
export interface EarlySettings {
  /** Logical id of the resource that stores them. */
  readonly resource: string
  readonly functionName: string
  /** Missing for a dead-letter queue. */
  readonly qualifier?: string
  /** Logical ids of the policies. */
  readonly policies: readonly string[]
}

/** What a template says about execution roles. Roles and keys without a name go by their logical ids. */
export interface TemplateRoles {
  /** ARN of the customer managed key by target ARN, for encrypted queues and topics. */
  readonly keys?: Readonly<Record<string, string>>
  /** Every policy of the roles that have no other, by role ARN. */
  readonly roles?: Readonly<Record<string, readonly (RolePolicyDocument | string)[]>>
  /** ARN of the execution role, by function name as in the desired state. */
  readonly roleArns?: Readonly<Record<string, string>>
  /** Names of durable functions, as in the desired state. */
  readonly durableFunctions?: readonly string[]
  /** Settings that a deployment may store before the policies that allow their targets. */
  readonly earlySettings?: readonly EarlySettings[]
}

/** Settings of resources without names, by logical id of a template, and the rules about them. */
export interface ByLogicalId extends TemplateRoles {
  readonly desired: DesiredState
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  readonly eventRules: readonly EventRule[]
}

/** Parts of a setup that a desired state does not contain. */
export interface DesiredStateContext extends Omit<Setup, 'functions' | 'unknown'>, TemplateRoles {
  /** Version by alias, by function name as in the desired state; `null` if the version is unknown. */
  readonly aliases?: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  /** The functions of a template whose names are generated, and settings with targets whose names are. */
  readonly byLogicalId?: ByLogicalId
}

/**
 * Derives a setup from a desired state, so that it can be diagnosed before anything is deployed.
 *
 * Patterns apply to the functions that the document lists; {@link resolveDesiredState} adds others before. A pattern that
 * matches none of them stands for its functions, under the pattern as their name.
 *
 * @param given - a desired state
 * @param beside - aliases, rules and invokers, which a desired state does not contain; a template reading has them
 *
 * @example
 * ```ts
 * diagnose(setupOfDesiredState(parseDesiredState(json)))
 * ```
 */
export function setupOfDesiredState(given: DesiredState, beside: DesiredStateContext = {}): Setup {
  const desired = resolveDesiredState(given, unmatchedPatterns(given, []))
  const { byLogicalId } = beside
  const eventRules = byLogicalId === undefined ? beside.eventRules : rulesOf(byLogicalId, beside.eventRules)
  const context = {
    ...beside,
    ...rolesOf(byLogicalId, beside),
    aliases: { ...byLogicalId?.aliases, ...beside.aliases },
  }
  const functions = { ...byLogicalId?.desired.functions, ...desired.functions }
  const unknown = byLogicalId === undefined ? desired.unknown : byLogicalId.desired.unknown
  return {
    ...sharedContext(context),
    ...(eventRules !== undefined && { eventRules }),
    ...(unknown !== undefined && { unknown }),
    functions: Object.keys(functions).map((functionName) =>
      functionSetup(functionName, [byLogicalId?.desired, desired], context),
    ),
  }
}

/** Adds the rules that only logical ids determine. */
function rulesOf({ eventRules }: ByLogicalId, known: readonly EventRule[] = []): readonly EventRule[] {
  return [...known, ...eventRules.filter(({ name }) => !known.some((rule) => rule.name === name))]
}

/** Adds the roles that only logical ids determine. */
function rolesOf(byLogicalId: ByLogicalId | undefined, beside: DesiredStateContext): TemplateRoles {
  if (byLogicalId === undefined) return {}
  const { keys, roles, roleArns, durableFunctions, earlySettings = [] } = byLogicalId
  const early = beside.earlySettings ?? []
  return {
    ...(keys !== undefined && { keys: { ...keys, ...beside.keys } }),
    ...(roles !== undefined && { roles: { ...roles, ...beside.roles } }),
    ...(roleArns !== undefined && { roleArns: { ...roleArns, ...beside.roleArns } }),
    ...(durableFunctions !== undefined && {
      durableFunctions: [...durableFunctions, ...(beside.durableFunctions ?? [])],
    }),
    earlySettings: [
      ...early,
      ...earlySettings.filter(({ resource }) => !early.some((each) => each.resource === resource)),
    ],
  }
}

/** The parts that are the same in a setup. A reading of a template has others, which are not. */
function sharedContext({
  invokers,
  roles,
  keys,
  bucketOwners,
  deployed,
  earlySettings,
}: DesiredStateContext): Omit<Setup, 'functions' | 'eventRules'> {
  return {
    ...(invokers !== undefined && { invokers }),
    ...(roles !== undefined && { roles }),
    ...(keys !== undefined && { keys }),
    ...(bucketOwners !== undefined && { bucketOwners }),
    ...(deployed !== undefined && { deployed }),
    ...(earlySettings !== undefined && { earlySettings }),
  }
}

/** Merges what desired states have of one function; the last one wins. */
function functionSetup(
  functionName: string,
  states: readonly (DesiredState | undefined)[],
  { aliases = {}, roleArns = {}, durableFunctions }: DesiredStateContext,
): FunctionSetup {
  const own = states.flatMap((state) =>
    state !== undefined && Object.hasOwn(state.functions, functionName) ? [state.functions[functionName] ?? {}] : [],
  )
  const settings = own.flatMap(({ EventInvokeConfigs = {} }) => Object.entries(EventInvokeConfigs))
  const deadLetter = own.findLast(({ DeadLetterConfig }) => DeadLetterConfig !== undefined)?.DeadLetterConfig
  return {
    functionName,
    settings: Object.fromEntries(
      settings.flatMap(([qualifier, wanted]) =>
        wanted === null ? [] : [[qualifier, toEventInvokeConfig(wanted)] as const],
      ),
    ),
    ...(deadLetter !== undefined && { deadLetterTargets: { $LATEST: deadLetter?.TargetArn ?? null } }),
    ...(Object.hasOwn(aliases, functionName) && { aliases: aliases[functionName] ?? {} }),
    ...(Object.hasOwn(roleArns, functionName) &&
      roleArns[functionName] !== undefined && { roleArns: { $LATEST: roleArns[functionName] } }),
    ...(durableFunctions !== undefined && { durable: durableFunctions.includes(functionName) }),
  }
}

/** The bare function name, also if the setup has an ARN. */
export function nameOf({ functionName }: FunctionSetup): string {
  return parseFunctionReference(functionName)?.functionName ?? functionName
}

/** The version behind a qualifier; `undefined` if it is unknown. */
export function versionOf({ aliases = {} }: FunctionSetup, qualifier: string): string | undefined {
  return Object.hasOwn(aliases, qualifier) ? (aliases[qualifier] ?? undefined) : qualifier
}

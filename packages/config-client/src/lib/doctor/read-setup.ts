import { type EventInvokeConfig, parseFunctionReference, toEventInvokeConfig } from '@async-invoke/schemas'
import { pagedItems } from '@async-invoke/schemas/internal'
import { type RolePolicyApi, type RolePolicyDocument, readRolePolicies } from '@async-invoke/schemas/policy'
import { type LambdaClient, paginateListAliases, paginateListVersionsByFunction } from '@aws-sdk/client-lambda'
import { createConfigClient } from '../client/config-client.ts'
import { fromService } from '../client/config-error.ts'
import { diagnose } from './diagnose.ts'
import type { Finding } from './finding.ts'
import type { EventRule, FunctionSetup, Setup } from './setup.ts'

export interface ReadSetupOptions {
  readonly client: LambdaClient
  /** Names or unqualified ARNs. */
  readonly functionNames: readonly string[]
  readonly eventRules?: readonly EventRule[]
  /** Reads the policies of the execution roles, so that the permissions are diagnosed: `new IAM({})`. */
  readonly iam?: RolePolicyApi
  /** The clients that send the events, by name; their `maxAttempts` becomes part of the setup. */
  readonly invokers?: Readonly<Record<string, LambdaClient>>
}

/**
 * Reads the input of a diagnosis: settings of all qualifiers, versions with their dead-letter queues, aliases. Changes
 * nothing.
 *
 * The caller needs `lambda:ListFunctionEventInvokeConfigs`, `lambda:ListVersionsByFunction` and `lambda:ListAliases`; with
 * `iam` also `iam:ListRolePolicies`, `iam:ListAttachedRolePolicies`, `iam:GetRolePolicy`, `iam:GetPolicy` and
 * `iam:GetPolicyVersion`.
 *
 * @throws {@link ConfigError} if a function or a role cannot be read.
 *
 * @example
 * ```ts
 * diagnose(await readSetup({ client, functionNames: ['order-processor'] }))
 * ```
 */
export async function readSetup({
  client,
  functionNames,
  eventRules,
  iam,
  invokers = {},
}: ReadSetupOptions): Promise<Setup> {
  const functions: FunctionSetup[] = []
  for (const functionName of functionNames) functions.push(await readFunction(client, functionName))
  const senders = Object.entries(invokers).map(async ([name, sender]) => {
    return { name, maxAttempts: await sender.config.maxAttempts() }
  })
  return {
    functions,
    invokers: await Promise.all(senders),
    ...(iam !== undefined && { roles: await readRoles(iam, functions) }),
    ...(eventRules !== undefined && { eventRules }),
  }
}

/**
 * Reads the setup of functions and diagnoses it in one call.
 *
 * @throws {@link ConfigError} if a function or a role cannot be read.
 *
 * @example
 * ```ts
 * const findings = await diagnoseFunctions({ client, functionNames: ['order-processor'] })
 * for (const finding of findings) console.log(formatFinding(finding))
 * ```
 */
export async function diagnoseFunctions(options: ReadSetupOptions): Promise<readonly Finding[]> {
  return diagnose(await readSetup(options))
}

async function readFunction(client: LambdaClient, functionName: string): Promise<FunctionSetup> {
  const settings: Record<string, EventInvokeConfig> = {}
  for await (const stored of createConfigClient({ client }).list({ FunctionName: functionName }))
    settings[parseFunctionReference(stored.FunctionArn)?.qualifier ?? '$LATEST'] = toEventInvokeConfig(stored)
  try {
    const deadLetterTargets: Record<string, string | null> = {}
    const roleArns: Record<string, string> = {}
    let durable = false
    const versions = paginateListVersionsByFunction({ client }, { FunctionName: functionName })
    for await (const version of pagedItems(versions, ({ Versions: items, NextMarker: next }) => ({ items, next }))) {
      const { Version = '$LATEST', DeadLetterConfig, Role, DurableConfig } = version
      deadLetterTargets[Version] = DeadLetterConfig?.TargetArn || null
      if (Role !== undefined) roleArns[Version] = Role
      durable ||= DurableConfig !== undefined
    }
    const aliases: Record<string, string | null> = {}
    const named = paginateListAliases({ client }, { FunctionName: functionName })
    for await (const alias of pagedItems(named, ({ Aliases: items, NextMarker: next }) => ({ items, next }))) {
      const { Name = '', FunctionVersion = null } = alias
      aliases[Name] = FunctionVersion
    }
    return { functionName, settings, deadLetterTargets, aliases, roleArns, durable }
  } catch (cause) {
    throw fromService({ operation: 'readSetup', FunctionName: functionName }, cause)
  }
}

/** Reads every role once. */
async function readRoles(iam: RolePolicyApi, functions: readonly FunctionSetup[]) {
  const roles: Record<string, readonly RolePolicyDocument[]> = {}
  for (const { functionName, roleArns = {} } of functions)
    for (const roleArn of Object.values(roleArns))
      try {
        if (!Object.hasOwn(roles, roleArn)) roles[roleArn] = await readRolePolicies(iam, roleArn)
      } catch (cause) {
        throw fromService({ operation: 'readSetup', FunctionName: functionName }, cause)
      }
  return roles
}

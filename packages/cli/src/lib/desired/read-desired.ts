import { dirname, join } from 'node:path'
import type { DesiredStateContext } from '@async-invoke/config-client/doctor'
import type { DesiredState } from '@async-invoke/config-client/plan'
import {
  parameterProblems,
  parseTemplate,
  readCloudFormation,
  readPhysicalNames,
  readServerless,
  readTerraformPlan,
  type TemplateContext,
  type TemplateReading,
} from '@async-invoke/config-client/templates'
import { DocumentError, parseDesiredState } from '@async-invoke/schemas'
import type { awsFlags } from '../aws/aws-flags.ts'
import { clientConfigOf } from '../aws/client-config.ts'
import { toServiceError } from '../aws/service-error.ts'
import type { FlagValues } from '../command/flag.ts'
import { CommandError, UsageError } from '../command-error.ts'
import { shownValueAt } from '../text/value-at.ts'
import { versionAsText } from '../text/version-as-text.ts'
import { textOfFile } from '../text/whole-text.ts'
import type { templateFlags } from './desired-flags.ts'
import { readText } from './read-text.ts'

/** A document of settings. */
export interface DesiredDocument {
  readonly desired: DesiredState
  /** Parts of a setup that only templates have. */
  readonly beside: DesiredStateContext
  /** Members of the template whose values are unknown. */
  readonly problems: TemplateReading['problems']
}

type Values = FlagValues<typeof awsFlags & typeof templateFlags>

/** Parts of a Serverless configuration that stand in other files: `${file(./resources.yml):Resources}`. */
const fileVariable = /\$\{file\(([^)]+)\)/g

/**
 * Reads a desired state, or the part of a template that is one.
 *
 * @throws {@link UsageError} when the document is neither; {@link CommandError} when it, or the stack, cannot be read
 */
export async function readDesired(path: string, values: Values): Promise<DesiredDocument> {
  const file = await readText(path)
  const document = await parse(file.path, file.text)
  if (isDesiredState(document)) return { desired: parseState(file.path, document), beside: {}, problems: [] }
  try {
    const { problems, desired, ...beside } = await readTemplate(document, file, values)
    const hinted = <Unread extends { readonly reason: string }>(each: Unread): Unread => withHint(each, values)
    const { unknown } = desired
    return {
      desired: unknown === undefined ? desired : { ...desired, unknown: unknown.map(hinted) },
      beside,
      problems: problems.map(hinted),
    }
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new UsageError(`${file.path}: ${cause.message}`, { cause })
  }
}

/** The flags that give what a template leaves to its deployment, by the end of the reason why it is unknown. */
const hints: readonly (readonly [RegExp, string])[] = [
  [/ has no name in the template$/, '--stack NAME takes it from CloudFormation'],
  [/ needs a region and an account$/, '--account-id ID and --region REGION give them'],
]

function withHint<Unread extends { readonly reason: string }>(unread: Unread, { stack }: Values): Unread {
  const hint = hints.find(([end]) => end.test(unread.reason))?.[1]
  const isGiven = hint === undefined || (stack !== undefined && hint.startsWith('--stack'))
  return isGiven ? unread : { ...unread, reason: `${unread.reason}; ${hint}` }
}

async function parse(path: string, text: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await parseTemplate(text)
  } catch (cause) {
    const [message = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
    const about = 'the template '
    const sentence = message.startsWith(about) ? ` ${message.slice(about.length)}` : `: ${message}`
    throw new UsageError(`${path}${sentence}`, { cause })
  }
}

function isDesiredState(document: Readonly<Record<string, unknown>>): boolean {
  const isOther = ['Resources', 'service', 'provider', 'format_version', 'resources', 'steps']
  return 'functions' in document && !isOther.some((member) => member in document)
}

function parseState(path: string, document: Readonly<Record<string, unknown>>): DesiredState {
  const unreadable = reasonIn(document)
  if (unreadable !== undefined) throw new UsageError(`${path}: ${unreadable}`)
  try {
    const state = parseDesiredState(versionAsText(document))
    // A function of that name cannot be, and a doctor would examine it all the same.
    const pattern = Object.keys(state.functions).find((name) => name.includes('*'))
    if (pattern === undefined) return state
    throw new UsageError(
      `${path} is no desired state: /functions/${pattern} is a pattern, which belongs below /patterns`,
    )
  } catch (cause) {
    if (!(cause instanceof DocumentError)) throw cause
    const problems = cause.issues.map(
      ({ path: at, message }) => `${at === '' ? 'the document' : at} ${message}: ${shownValueAt(document, at)}`,
    )
    throw new UsageError(`${path} is no desired state: ${problems.join('; ')}`, { cause })
  }
}

/** The first reason that `parseTemplate` leaves in place of a value that the text does not determine. */
function reasonIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [member, each] of Object.entries(value)) {
    const reason = member === 'Fn::Unreadable' ? String(each) : reasonIn(each)
    if (reason !== undefined) return reason
  }
  return undefined
}

async function readTemplate(
  document: Readonly<Record<string, unknown>>,
  { path, text }: { readonly path: string; readonly text: string },
  values: Values,
): Promise<TemplateReading> {
  const { region } = clientConfigOf(values)
  const parameters = parametersOf(values.parameter)
  const { 'account-id': accountId, stack } = values
  const context: TemplateContext = {
    ...(region !== undefined && { region }),
    ...(accountId !== undefined && { accountId }),
    ...(stack !== undefined && { stackName: stack, physicalNames: await namesOf(stack, values) }),
  }
  if ('Resources' in document) {
    const [problem] = parameterProblems([document], parameters)
    if (problem !== undefined) throw new UsageError(`--parameter: ${path} ${problem}`)
    return readCloudFormation(document, { ...context, parameters })
  }
  if ('service' in document || 'provider' in document)
    return readServerless(document, {
      ...{ ...context, parameters, options: parameters, env: process.env },
      files: await filesOf(text, dirname(path)),
    })
  if ('format_version' in document || 'resources' in document) return readTerraformPlan(document, context)
  const members = Object.keys(document).slice(0, 5).join(', ') || 'nothing'
  throw new UsageError(
    `${path} is no desired state, template, Serverless configuration, or plan of Terraform; it has ${members}`,
  )
}

function parametersOf(given: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)] as const),
  )
}

async function namesOf(stack: string, values: Values): Promise<Readonly<Record<string, string>>> {
  const { CloudFormation } = await import('@aws-sdk/client-cloudformation')
  const client = new CloudFormation(clientConfigOf(values))
  try {
    return (await readPhysicalNames(client, stack)).physicalNames
  } catch (error) {
    throw toServiceError(error instanceof Error ? (error.cause ?? error) : error, `stack ${stack}`)
  } finally {
    client.destroy()
  }
}

/** The other files that a Serverless configuration names. What cannot be read stays unknown, and is a problem. */
async function filesOf(text: string, folder: string): Promise<Readonly<Record<string, unknown>>> {
  const names = new Set(Array.from(text.matchAll(fileVariable), ([, name = '']) => name))
  const files = await Promise.all(
    [...names].map(async (name) => {
      try {
        return [[name, await parseTemplate(await textOfFile(join(folder, name)))]] as const
      } catch {
        return []
      }
    }),
  )
  return Object.fromEntries(files.flat())
}

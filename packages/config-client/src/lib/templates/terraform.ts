import { type DesiredSettings, parseFunctionReference } from '@async-invoke/schemas'
import { all, andThen, type Evaluated, integerOf, shortened } from './evaluate/evaluated.ts'
import { templateObject } from './evaluate/template-text.ts'
import { isUnreadable, unreadableName } from './evaluate/unreadable.ts'
import { ReadingBuilder, type TemplateReading } from './template-reading.ts'
import {
  besideBlock,
  blockOf,
  resourcesOf,
  type TerraformContext,
  type TerraformResource,
} from './terraform-document.ts'
import { createReferences, type TerraformReferences } from './terraform-references.ts'

/**
 * Reads the asynchronous settings of a Terraform plan or state, in all modules.
 *
 * An ARN that is known only after apply is derived from the configuration, if it is the ARN of one queue, topic, event bus
 * or bucket whose name, region and account are known. A plan has the references of an expression without the text around
 * them: `"${aws_lambda_function.f.arn}:live"` looks like the ARN alone, so that a function in that place is a problem, as is
 * any other value that is known only after apply.
 *
 * @param document - a plan or a state as `terraform show -json` writes it, or a state file; parsed or not
 *
 * @param context - region and account, where the plan does not have them
 *
 * @throws {@link TypeError} if `document` is none of these, or a string that is not JSON.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 *
 * @example
 * ```ts
 * readTerraformPlan(readFileSync('plan.json', 'utf8')).desired
 * ```
 */
export function readTerraformPlan(document: unknown, context: TerraformContext = {}): TemplateReading {
  const parsed = templateObject(document)
  const resources = resourcesOf(parsed)
  const references = createReferences(parsed, resources, context)
  const builder = new ReadingBuilder()
  for (const resource of resources) readers.get(resource.type)?.({ resource, references, builder })
  return builder.build()
}

interface Reading {
  readonly resource: TerraformResource
  readonly references: TerraformReferences
  readonly builder: ReadingBuilder
}

const readers = new Map<string, (reading: Reading) => void>(
  Object.entries({
    aws_lambda_function_event_invoke_config(reading) {
      const functionName = functionNameOf(reading)
      const own = 'value' in functionName ? parseFunctionReference(functionName.value)?.qualifier : undefined
      const qualifier = andThen(stringOf(reading, 'qualifier'), (given): Evaluated<string> => {
        if (own !== undefined && given !== undefined && own !== given)
          return problem(reading, 'qualifier', `it is ${given}, but function_name has ${own}`)
        if (given === undefined && reading.resource.unknown.function_name === true)
          // A problem with the name is one problem.
          return 'reason' in functionName
            ? functionName
            : problem(reading, 'function_name', 'a plan does not have the qualifier that may follow the ARN')
        return { value: given ?? own ?? '$LATEST' }
      })
      reading.builder.settings({
        resource: reading.resource.address,
        functionName,
        qualifier,
        settings: settingsOf(reading),
      })
    },

    aws_lambda_function(reading) {
      const { resource, builder } = reading
      const settings = blockMember(reading, ['dead_letter_config', 'target_arn'])
      if ('value' in settings && settings.value === undefined) return
      builder.deadLetter({
        resource: resource.address,
        functionName: requiredStringOf(reading, 'function_name'),
        settings: andThen(settings, (arn = '') => ({ value: arn })),
      })
    },

    aws_lambda_alias({ resource, references, builder }) {
      const { name, function_version } = resource.values
      const referred = references.functionOf(resource)
      const function_name = resource.values.function_name ?? ('value' in referred ? referred.value : undefined)
      if (typeof function_name !== 'string') builder.unknownAlias(undefined)
      else if (typeof name !== 'string') builder.unknownAlias(function_name)
      else builder.alias(function_name, name, typeof function_version === 'string' ? function_version : null)
    },

    aws_cloudwatch_event_rule(reading) {
      const { event_pattern } = reading.resource.values
      if (typeof event_pattern !== 'string') return
      try {
        reading.builder.rule({ name: reading.resource.address, pattern: templateObject(event_pattern) })
      } catch {
        problem(reading, 'event_pattern', 'it is not JSON')
      }
    },
  }),
)

function problem({ resource, builder }: Reading, member: string, reason: string): { readonly reason: string } {
  builder.problem({ resource: resource.address, member, reason })
  return { reason: `${member}: ${reason}` }
}

/** The provider stores an absent string as null or as an empty one. */
function stringOf(reading: Reading, member: string): Evaluated<string | undefined> {
  const { values, unknown } = reading.resource
  if (unknown[member] === true) return problem(reading, member, 'known only after apply')
  return optionalString(reading, member, values[member])
}

function optionalString(reading: Reading, member: string, value: unknown): Evaluated<string | undefined> {
  if (value === undefined || value === null || value === '') return { value: undefined }
  if (isUnreadable(value)) return problem(reading, member, String(value[unreadableName]))
  return typeof value === 'string' ? { value } : problem(reading, member, `${shortened(value)} is not a string`)
}

function requiredStringOf(reading: Reading, member: string): Evaluated<string> {
  return andThen(stringOf(reading, member), (value) =>
    value === undefined ? problem(reading, member, 'no value') : { value },
  )
}

/** The name of the function that settings belong to, or its ARN. */
function functionNameOf(reading: Reading): Evaluated<string> {
  const { resource, references } = reading
  return resource.unknown.function_name === true
    ? reported(reading, 'function_name', references.functionOf(resource))
    : requiredStringOf(reading, 'function_name')
}

function reported(reading: Reading, member: string, found: Evaluated<string>): Evaluated<string> {
  return 'reason' in found ? problem(reading, member, found.reason) : found
}

/** Reads a string in nested blocks, of which each is a list of zero or one. */
function blockMember(reading: Reading, path: readonly string[]): Evaluated<string | undefined> {
  const [outermost = '', ...below] = path
  const { values, unknown } = reading.resource
  const expressions = reading.references.expressionsOf(reading.resource)
  let at = { value: values[outermost], mark: unknown[outermost], expression: expressions[outermost] }
  for (const member of below) {
    if (at.mark === true) return problem(reading, outermost, 'known only after apply')
    const block = blockOf(at.value)
    if ('reason' in block) return problem(reading, outermost, block.reason)
    at = {
      value: block.value[member],
      mark: besideBlock(at.mark)[member],
      expression: besideBlock(at.expression)[member],
    }
  }
  if (at.mark === true)
    return reported(reading, outermost, reading.references.targetOf(reading.resource, at.expression))
  return optionalString(reading, outermost, at.value)
}

function integerAt(reading: Reading, member: string): Evaluated<number | undefined> {
  const { values, unknown } = reading.resource
  if (unknown[member] === true) return problem(reading, member, 'known only after apply')
  const value = values[member] ?? undefined
  const number = isUnreadable(value) ? { reason: String(value[unreadableName]) } : integerOf(value)
  return 'reason' in number ? problem(reading, member, number.reason) : number
}

function settingsOf(reading: Reading): Evaluated<DesiredSettings> {
  const retries = integerAt(reading, 'maximum_retry_attempts')
  const age = integerAt(reading, 'maximum_event_age_in_seconds')
  const success = blockMember(reading, ['destination_config', 'on_success', 'destination'])
  const { values, unknown } = reading.resource
  // A problem of the block around both sides is one problem.
  const isOpen = unknown.destination_config === true || 'reason' in blockOf(values.destination_config)
  const failure = isOpen ? success : blockMember(reading, ['destination_config', 'on_failure', 'destination'])
  return andThen(all<string | number | undefined>([retries, age, success, failure]), () => ({
    value: {
      ...present('MaximumRetryAttempts', retries),
      // The provider stores an unset age as 0.
      ...('value' in age && age.value !== 0 && present('MaximumEventAgeInSeconds', age)),
      ...destinations({ ...present('OnSuccess', success), ...present('OnFailure', failure) }),
    },
  }))
}

function present<T>(member: string, evaluated: Evaluated<T | undefined>): { readonly [member: string]: T } {
  return 'value' in evaluated && evaluated.value !== undefined ? { [member]: evaluated.value } : {}
}

function destinations(arns: Readonly<Record<string, string>>): DesiredSettings {
  const sides = Object.entries(arns).map(([side, Destination]) => [side, { Destination }])
  return sides.length === 0 ? {} : { DestinationConfig: Object.fromEntries(sides) }
}

import type { DesiredSettings } from '@async-invoke/schemas'
import type { Evaluated } from './evaluate/evaluated.ts'
import { type JsonObject, objectOf, templateObject } from './evaluate/template-document.ts'
import { ReadingBuilder, type TemplateReading } from './template-reading.ts'

interface PlannedResource {
  readonly address: string
  readonly type: string
  readonly values: JsonObject
  /** Marks the members that are known only after apply, in the shape of `values`. */
  readonly unknown: JsonObject
}

/**
 * Reads the asynchronous settings that a Terraform plan would create, in all modules.
 *
 * A value that is known only after apply, such as the ARN of a queue in the same plan, is reported as a problem, never
 * guessed.
 *
 * @param planned - the output of `terraform show -json`, parsed or not
 *
 * @throws {@link TypeError} if `planned` is a string that is not JSON.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 *
 * @example
 * ```ts
 * readTerraformPlan(readFileSync('plan.json', 'utf8')).desired
 * ```
 */
export function readTerraformPlan(planned: unknown): TemplateReading {
  const parsed = templateObject(planned)
  const builder = new ReadingBuilder()
  const unknownAt = new Map(
    listOf(parsed.resource_changes).map(({ address, change }) => [address, objectOf(objectOf(change).after_unknown)]),
  )
  for (const { address, type, values } of resourcesOf(objectOf(objectOf(parsed.planned_values).root_module)))
    readers.get(String(type))?.(
      { address: String(address), type: String(type), values: objectOf(values), unknown: unknownAt.get(address) ?? {} },
      builder,
    )
  return builder.build()
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(objectOf) : []
}

/** Terraform writes a nested block as a list of zero or one. */
function blockOf(value: unknown): JsonObject {
  return listOf(value)[0] ?? {}
}

function resourcesOf(module: JsonObject): readonly JsonObject[] {
  return [...listOf(module.resources), ...listOf(module.child_modules).flatMap(resourcesOf)]
}

const readers = new Map<string, (resource: PlannedResource, builder: ReadingBuilder) => void>(
  Object.entries({
    aws_lambda_function_event_invoke_config(resource, builder) {
      const { values, unknown } = resource
      builder.settings({
        resource: resource.address,
        functionName: known(resource, builder, 'function_name'),
        qualifier:
          unknown.qualifier === true
            ? known(resource, builder, 'qualifier')
            : { value: String(values.qualifier || '$LATEST') },
        settings: settingsOf(resource, builder),
      })
    },

    aws_lambda_function(resource, builder) {
      const declared = blockOf(resource.values.dead_letter_config)
      const open = isUnknown(resource.unknown.dead_letter_config)
      if (declared.target_arn === undefined && !open) return
      builder.deadLetter({
        resource: resource.address,
        functionName: known(resource, builder, 'function_name'),
        settings: open ? problem(resource, builder, 'dead_letter_config') : { value: String(declared.target_arn) },
      })
    },

    aws_lambda_alias({ values, unknown }, builder) {
      if (unknown.function_name === true || unknown.name === true) return
      const version = unknown.function_version === true ? null : String(values.function_version)
      builder.alias(String(values.function_name), String(values.name), version)
    },

    aws_cloudwatch_event_rule({ address, values }, builder) {
      if (typeof values.event_pattern === 'string')
        builder.rule({ name: address, pattern: templateObject(values.event_pattern) })
    },
  }),
)

function known(resource: PlannedResource, builder: ReadingBuilder, member: string): Evaluated<string> {
  if (resource.unknown[member] === true || resource.values[member] === undefined)
    return problem(resource, builder, member)
  return { value: String(resource.values[member]) }
}

function problem({ address }: PlannedResource, builder: ReadingBuilder, member: string): { readonly reason: string } {
  const reason = 'known only after apply'
  builder.problem({ resource: address, member, reason })
  return { reason: `${member}: ${reason}` }
}

function settingsOf(resource: PlannedResource, builder: ReadingBuilder): Evaluated<DesiredSettings> {
  const { values, unknown } = resource
  const settings: DesiredSettings = {}
  const { maximum_retry_attempts: retries, maximum_event_age_in_seconds: age } = values
  if (typeof retries === 'number') settings.MaximumRetryAttempts = retries
  // The provider stores an unset age as 0.
  if (typeof age === 'number' && age !== 0) settings.MaximumEventAgeInSeconds = age
  const sides = { on_success: 'OnSuccess', on_failure: 'OnFailure' } as const
  for (const [block, side] of Object.entries(sides)) {
    const { destination } = blockOf(blockOf(values.destination_config)[block])
    if (typeof destination === 'string' && destination !== '')
      settings.DestinationConfig = { ...settings.DestinationConfig, [side]: { Destination: destination } }
  }
  const open = ['maximum_retry_attempts', 'maximum_event_age_in_seconds', 'destination_config'].filter((member) =>
    isUnknown(unknown[member]),
  )
  const [first] = open.map((member) => problem(resource, builder, member))
  return first ?? { value: settings }
}

/** True if Terraform marks a value, or any part of it, as unknown. */
function isUnknown(mark: unknown): boolean {
  return mark === true || (typeof mark === 'object' && mark !== null && Object.values(mark).some(isUnknown))
}

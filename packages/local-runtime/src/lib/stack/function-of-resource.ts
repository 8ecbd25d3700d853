import type { TemplateResource } from '@async-invoke/config-client/templates'
import { runsHere } from '../execution/process/launch.ts'
import type { CodeStore } from '../functions/code-store.ts'
import { isObject } from '../http/json-body.ts'
import type { FunctionOptions } from '../options/local-runtime-options.ts'
import { codeOfFunction, folderOfLayer } from './code-of-resource.ts'
import { NotServed } from './not-served.ts'
import type { ReadTemplate } from './read-templates.ts'

/**
 * The options of a function of a template.
 *
 * @throws {@link NotServed} if its code, a layer or a property cannot be used here
 */
export async function functionOfResource(
  resource: TemplateResource,
  template: ReadTemplate,
  code: CodeStore,
): Promise<FunctionOptions> {
  const { properties, name = resource.resource } = resource
  const { Handler, Runtime, Timeout, MemorySize, Environment, ReservedConcurrentExecutions } = properties
  if (typeof Runtime === 'string' && !runsHere(Runtime))
    throw new NotServed(`its runtime is ${Runtime}; nodejs, python and provided runtimes run here`)
  const { desired, roleArns = {} } = template.reading
  const deadLetterTargetArn = desired.functions[name]?.DeadLetterConfig?.TargetArn
  const layers = await Promise.all(listOf(properties.Layers).map((layer) => layerOf(layer, template, code)))
  const located = await codeOfFunction(resource, template, code)
  const variables = isObject(Environment) && isObject(Environment.Variables) ? Environment.Variables : {}
  return {
    ...located,
    ...(layers.length > 0 && { layers }),
    ...(typeof Handler === 'string' && located.file === undefined && { handler: Handler }),
    ...(typeof Runtime === 'string' && { runtime: Runtime }),
    ...(roleArns[name] !== undefined && { role: roleArns[name] }),
    ...(Timeout !== undefined && { timeoutInSeconds: Number(Timeout) }),
    ...(MemorySize !== undefined && { memoryInMegabytes: Number(MemorySize) }),
    ...(Object.keys(variables).length > 0 && { environment: textsOf(variables) }),
    ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }),
    ...(ReservedConcurrentExecutions !== undefined && { reservedConcurrency: Number(ReservedConcurrentExecutions) }),
  }
}

/** CloudFormation takes numbers and booleans for texts. */
function textsOf(variables: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]))
}

async function layerOf(layer: unknown, template: ReadTemplate, code: CodeStore): Promise<string> {
  const resource = template.reading.resources.find((each) => each.resource === layer)
  if (resource === undefined) throw new NotServed(`its layer ${layer} is not in the template`)
  return folderOfLayer(resource, template, code)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

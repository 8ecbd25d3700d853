import type { FunctionHome } from '@async-invoke/schemas'
import type { LocalRuntimeOptions } from '../options/local-runtime-options.ts'
import { Stack } from './stack.ts'

/**
 * Opens the template of the options.
 *
 * @returns `undefined` if there is none
 * @throws {@link LocalRuntimeError} `invalid-options` when it cannot be read
 */
export async function openStack(
  { template, templateParameters, endpoints = {}, onTemplate }: LocalRuntimeOptions,
  { region, accountId, onFault }: Pick<FunctionHome, 'region' | 'accountId'> & { onFault: (fault: unknown) => void },
): Promise<Stack | undefined> {
  if (template === undefined) return undefined
  const context = {
    ...{ region, accountId },
    ...(templateParameters !== undefined && { parameters: templateParameters }),
    ...(endpoints.sqs !== undefined && { sqsEndpoint: endpoints.sqs }),
  }
  return Stack.open({ path: template, context, onFault, onChange: (notServed) => onTemplate?.(notServed) })
}

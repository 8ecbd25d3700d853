import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { FunctionHome } from '@async-invoke/schemas/function-reference'
import { defaultSettings } from '../admission/setting-rules.ts'
import { LocalRuntimeError } from '../local-runtime-error.ts'
import { functionOptionRules } from '../options/function-option-rules.ts'
import type { FunctionOptions } from '../options/local-runtime-options.ts'
import type { CodeLocation, FunctionSettings } from '../registry/function-record.ts'
import { type CodeStore, deriveHandler } from './code-store.ts'

/**
 * Where the code of a declared function is.
 *
 * @throws {@link LocalRuntimeError} `no-handler-file` when it cannot be read
 */
export async function codeOf(
  name: string,
  { file, directory, layers = [] }: FunctionOptions,
  code: CodeStore,
): Promise<CodeLocation> {
  const path = file ?? directory ?? ''
  let location: CodeLocation
  try {
    location = await code.ofLocal(path)
  } catch (cause) {
    const message = `the handler file of ${name} cannot be read: ${path}`
    throw new LocalRuntimeError('no-handler-file', message, { cause })
  }
  if (file !== undefined && location.file === undefined)
    throw new LocalRuntimeError('no-handler-file', `the handler file of ${name} is a folder: ${path}`)
  if (layers.length === 0) return location
  return { ...location, layers: await Promise.all(layers.map((layer) => layerOf(name, layer))) }
}

/** Absolute path of a layer's folder. */
async function layerOf(name: string, layer: string): Promise<string> {
  const found = await stat(layer).catch(() => undefined)
  if (found?.isDirectory() === true) return resolve(layer)
  throw new LocalRuntimeError('no-handler-file', `the layer of ${name} is not a folder: ${layer}`)
}

/** The settings of a declared function, with the defaults of those that it leaves out. */
export function settingsOf(options: FunctionOptions, { partition = 'aws', accountId }: FunctionHome): FunctionSettings {
  const {
    file = '',
    exportName = functionOptionRules.exportName.defaultValue,
    timeoutInSeconds,
    memoryInMegabytes,
  } = options
  const { environment, deadLetterTargetArn = options.DeadLetterConfig?.TargetArn } = options
  return {
    Runtime: options.runtime ?? (file.endsWith('.py') ? 'python3.12' : 'nodejs24.x'),
    Role: options.role ?? `arn:${partition}:iam::${accountId}:role/async-invoke`,
    Handler: options.handler ?? (file === '' ? 'index.handler' : deriveHandler(file, exportName)),
    ...defaultSettings,
    ...(timeoutInSeconds !== undefined && { Timeout: timeoutInSeconds }),
    ...(memoryInMegabytes !== undefined && { MemorySize: memoryInMegabytes }),
    ...(environment !== undefined && { Environment: environment }),
    ...(deadLetterTargetArn !== undefined && { DeadLetterTargetArn: deadLetterTargetArn }),
  }
}

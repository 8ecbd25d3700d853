import type { Resolve } from '@async-invoke/engine'
import type { FunctionOptions } from '@async-invoke/local-runtime'
import { type FunctionHome, formatQualifiedFunctionArn } from '@async-invoke/schemas/function-reference'
import { readDeclaredEventInvokeConfig } from '@async-invoke/schemas/internal'

/** Resolves functions as the configuration has them; a function that it does not name has Lambda's defaults. */
export function resolveServed(functions: Readonly<Record<string, FunctionOptions>>, home: FunctionHome): Resolve {
  return ({ functionName, qualifier }) => {
    const options = Object.hasOwn(functions, functionName) ? functions[functionName] : undefined
    const declared = options?.eventInvokeConfigs?.[qualifier ?? '$LATEST']
    const reservedConcurrency = options?.reservedConcurrency ?? options?.ReservedConcurrentExecutions
    const deadLetterTargetArn = options?.deadLetterTargetArn ?? options?.DeadLetterConfig?.TargetArn
    const timeoutInSeconds = options?.timeoutInSeconds
    return {
      functionArn: formatQualifiedFunctionArn(home, functionName, qualifier),
      target: 'present',
      config: declared === undefined ? {} : readDeclaredEventInvokeConfig(declared),
      ...(timeoutInSeconds !== undefined && { timeoutMs: timeoutInSeconds * 1_000 }),
      ...(reservedConcurrency !== undefined && { reservedConcurrency }),
      ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }),
    }
  }
}

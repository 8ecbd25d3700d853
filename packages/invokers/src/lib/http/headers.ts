import type { Attempt } from '@async-invoke/engine'
import { headerValue } from '../header-value.ts'

/**
 * Headers of a request, under the names that Lambda uses towards functions.
 *
 * @param deadlineMs - when the run has to end, in wall time
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-next
 */
export function headersOf(attempt: Attempt, deadlineMs: number): Record<string, string> {
  const { reference, requestId, traceHeader, tenantId, version } = attempt
  const headers = {
    'Content-Type': 'application/json',
    'Lambda-Runtime-Aws-Request-Id': requestId,
    'Lambda-Runtime-Deadline-Ms': String(Math.round(deadlineMs)),
    'Lambda-Runtime-Function-Name': reference.functionName,
    'Lambda-Runtime-Attempt': String(attempt.attempt),
    ...((version ?? reference.qualifier) !== undefined && {
      'Lambda-Runtime-Function-Version': version ?? reference.qualifier ?? '',
    }),
    ...(traceHeader !== undefined && { 'X-Amzn-Trace-Id': traceHeader }),
    ...(tenantId !== undefined && { 'Lambda-Runtime-Tenant-Id': tenantId }),
  }
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, headerValue(value)]))
}

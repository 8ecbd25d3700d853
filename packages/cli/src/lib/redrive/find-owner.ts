import { pagedItems } from '@async-invoke/schemas/internal'
import type { ClientConfig } from '../aws/client-config.ts'
import { toServiceError } from '../aws/service-error.ts'
import { UsageError } from '../command-error.ts'

/**
 * Finds the one function whose dead-letter queue this is.
 *
 * @returns its ARN
 * @throws {@link UsageError} when there is none, or several; the message lists them
 */
export async function findOwner(queueArn: string, config: ClientConfig): Promise<string> {
  const { LambdaClient, paginateListFunctions } = await import('@aws-sdk/client-lambda')
  const client = new LambdaClient(config)
  const owners: string[] = []
  try {
    const pages = paginateListFunctions({ client }, {})
    const all = pagedItems(pages, ({ Functions: items, NextMarker: next }) => ({ items, next }))
    for await (const { DeadLetterConfig, FunctionArn } of all)
      if (DeadLetterConfig?.TargetArn === queueArn && FunctionArn !== undefined) owners.push(FunctionArn)
  } catch (cause) {
    throw toServiceError(cause, 'the functions of the queue')
  } finally {
    client.destroy()
  }
  const [owner] = owners
  if (owner !== undefined && owners.length === 1) return owner
  const found = owners.length === 0 ? 'no function has' : `${owners.length} functions have`
  const names = owners.length === 0 ? '' : `: ${owners.join(', ')}`
  throw new UsageError(
    `dead letters do not name their function, and ${found} the dead-letter queue ${queueArn}${names}; name it with --to`,
  )
}

import { type FileHandle, open } from 'node:fs/promises'
import type { ClientConfig } from '../aws/client-config.ts'
import { CommandError, UsageError } from '../command-error.ts'
import { itemOfMessage, openQueue, type Queue, type RedrivePolicy } from '../sources/queue.ts'
import type { SourceItem } from '../sources/source-item.ts'
import { counted } from '../text/counted.ts'

/** Messages of a preview, unless `--sample` says otherwise. */
const defaultSample = 1_000

interface ReadQueueOptions {
  readonly config: ClientConfig
  readonly signal: AbortSignal
  /** Shows the documents that the reader wants, and returns them. */
  readonly show: (items: readonly SourceItem[]) => Promise<ReadonlySet<SourceItem>>
  readonly sample?: number
  readonly output?: string
  readonly consume?: boolean
  readonly yes?: boolean
  readonly quiet?: boolean
}

/**
 * Reads a queue, or a sample of it. Every message that was received and not consumed is visible again afterwards,
 * whatever happens.
 *
 * @returns whether the whole queue was read
 */
export async function readQueue({ url }: { readonly url: string }, options: ReadQueueOptions): Promise<boolean> {
  const { config, signal, show, output, consume = false, yes = false, quiet = false } = options
  if (consume && output === undefined)
    throw new UsageError('--consume needs --output FILE: what it deletes has to be somewhere')
  const sample = options.sample ?? (consume ? Number.POSITIVE_INFINITY : defaultSample)
  const queue = await openQueue(url, config)
  const { waiting, redrivePolicy } = await queue.state()
  if (redrivePolicy !== undefined && !yes) throw new UsageError(describePolicy(redrivePolicy))
  if (!quiet && waiting > sample) console.error(`reading ${sample} of about ${waiting} messages; --sample N reads more`)
  const file = output === undefined ? undefined : await createFile(output)
  try {
    return await receiveAll(queue, { signal, show, sample, file, consume })
  } finally {
    await queue.release()
    await file?.close()
  }
}

interface ReceiveOptions extends Pick<ReadQueueOptions, 'signal' | 'show'> {
  readonly sample: number
  readonly file: FileHandle | undefined
  readonly consume: boolean
}

async function receiveAll(queue: Queue, { signal, show, sample, file, consume }: ReceiveOptions): Promise<boolean> {
  let left = sample
  for await (const received of queue.receive(signal)) {
    const items = received.slice(0, left).map((message) => ({ message, item: itemOfMessage(message) }))
    left -= items.length
    const shown = await show(items.map(({ item }) => item))
    const messages = items.flatMap(({ message, item }) => (shown.has(item) ? [message] : []))
    await file?.appendFile(messages.map((message) => `${JSON.stringify(message)}\n`).join(''))
    if (consume) {
      await file?.datasync()
      const kept = await queue.remove(messages)
      if (kept.length > 0)
        throw new CommandError(`could not delete ${counted(kept.length, 'message')} that the file has`)
    }
    if (left === 0) return false
  }
  return !signal.aborted
}

async function createFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600)
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
    const reason = isThere ? 'it exists' : cause instanceof Error ? cause.message : cause
    throw new CommandError(`cannot create --output ${path}: ${reason}`, { cause })
  }
}

function describePolicy({ maxReceiveCount, deadLetterTargetArn }: RedrivePolicy): string {
  return `each read counts as a receive, and after ${maxReceiveCount} the queue moves a message to ${deadLetterTargetArn}; read it with --yes`
}

import { ownMember, ownString } from '../document/own-member.ts'

/**
 * Splits a batch into groups of positions. The items of a group are to be handled one after the other: those of a
 * stream's batch, which comes from one shard (CON-13), of one message group of a FIFO queue (CON-14), and of one
 * partition of Kafka. Any other item is a group of its own.
 */
export function orderedGroups(items: readonly { readonly value: unknown }[]): readonly (readonly number[])[] {
  const groups: number[][] = []
  const byName = new Map<string, number[]>()
  for (const [position, { value }] of items.entries()) {
    const name = groupOf(value)
    const known = name === undefined ? undefined : byName.get(name)
    if (known !== undefined) {
      known.push(position)
      continue
    }
    const group = [position]
    groups.push(group)
    if (name !== undefined) byName.set(name, group)
  }
  return groups
}

/** A value that throws while it is read has no order. */
function groupOf(value: unknown): string | undefined {
  try {
    return shardOf(value) ?? partitionOf(value) ?? messageGroupOf(value)
  } catch {
    return undefined
  }
}

/** An item of a stream has its data in `kinesis` or `dynamodb`; from a pipe, Kinesis's has it at the top. */
function shardOf(value: unknown): string | undefined {
  const isOfStream = ['kinesis', 'dynamodb', 'sequenceNumber'].some((name) => ownMember(value, name) !== undefined)
  return isOfStream ? 'shard' : undefined
}

function partitionOf(value: unknown): string | undefined {
  const topic = ownString(value, 'topic')
  return topic === undefined ? undefined : `partition ${topic} ${String(ownMember(value, 'partition'))}`
}

/** In a standard queue, a message group stands for a tenant and has no order. */
function messageGroupOf(value: unknown): string | undefined {
  const attributes = ownMember(value, 'attributes') ?? ownMember(value, 'Attributes')
  const messageGroup = ownString(attributes, 'MessageGroupId')
  if (messageGroup === undefined || ownString(value, 'eventSourceARN')?.endsWith('.fifo') === false) return undefined
  return `message group ${messageGroup}`
}

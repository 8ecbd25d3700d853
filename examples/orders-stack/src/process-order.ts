import type { SnsEvent } from '@async-invoke/schemas'

interface Order {
  readonly id: string
  readonly items: readonly string[]
}

/** Processes an order. One without items fails, and is tried once more. */
export async function handler({ Records }: SnsEvent) {
  for (const { Sns } of Records) {
    const { id, items } = JSON.parse(Sns.Message) as Order
    if (items.length === 0) throw new Error(`order ${id} has no items`)
    console.log(`processed ${id}`)
  }
}

import { enqueueWithin } from '@async-invoke/queue-store-postgres'
import type { Database } from './database.ts'

/** Stores an order with the event that confirms it: both are there, or neither. */
export async function placeOrder(database: Database, { id, items }: { readonly id: string; readonly items: number }) {
  await database.transaction(async (client) => {
    await client.query('insert into orders(id) values ($1)', [id])
    await enqueueWithin(client, [
      { functionName: 'confirm-order', payload: { orderId: id }, requestId: `confirm-${id}` },
    ])
    // Whatever fails in the transaction takes the event along.
    if (items === 0) throw new Error(`order ${id} has no items`)
  })
}

import type { Database } from './database.ts'

/**
 * Sends the confirmation of an order. An event may run again after a kill, so the confirmation is written under the id of the
 * order: a second one changes nothing.
 */
export async function confirmOrder(database: Database, orderId: string, send: (orderId: string) => Promise<void>) {
  await send(orderId)
  await database.query('insert into confirmations(order_id) values ($1) on conflict do nothing', [orderId])
}

/**
 * Places the orders that it is given, as `ID=ITEMS`, and works until the queue is empty. With `MAIL=hangs`, the mail service
 * does not answer.
 */
import { createEngine } from '@async-invoke/engine'
import { openPostgresStore } from '@async-invoke/queue-store-postgres'
import { confirmOrder } from './confirm-order.ts'
import { openDatabase } from './database.ts'
import { placeOrder } from './place-order.ts'

const database = await openDatabase(process.env.DATABASE_URL, process.env.ORDERS_FOLDER ?? 'orders.pglite')
await database.query('create table if not exists orders(id text primary key)', [])
await database.query('create table if not exists confirmations(order_id text primary key)', [])
const store = await openPostgresStore({ database })

for (const [id = '', items] of process.argv.slice(2).map((order) => order.split('='))) {
  await placeOrder(database, { id, items: Number(items) }).then(
    () => console.log(`placed ${id}`),
    (error: Error) => console.log(`rolled back: ${error.message}`),
  )
}

const send = async (orderId: string) => {
  console.log(`sending the confirmation of ${orderId}`)
  if (process.env.MAIL === 'hangs') await new Promise((resolve) => setTimeout(resolve, 3_600_000))
}
const engine = createEngine({
  store,
  functions: {
    'confirm-order': { handler: ({ orderId }: { orderId: string }) => confirmOrder(database, orderId, send) },
  },
  // The event of a worker that is killed runs again when its lease ends.
  leaseMs: 2_000,
})
await engine.drained()
await engine.stop()

const count = async (table: string) => (await database.query(`select count(*)::int from ${table}`, [])).rows[0]?.count
console.log(`${await count('orders')} orders, ${await count('confirmations')} confirmations`)
await store.close()
await database.close()

import { randomUUID } from 'node:crypto'
import { EngineError, eventItem, type NewItem, type Payload } from '@async-invoke/engine'
import { checkJsonBytes, readReference } from '@async-invoke/engine/internal'
import { judge } from '../database/failure.ts'
import type { PostgresDatabase } from '../database/postgres-database.ts'
import { maxEventBytes } from '../schema/max-event-bytes.ts'
import { enqueueStatement } from '../statements/enqueue.ts'
import { fitsIndex, writeName } from '../statements/names.ts'

/** An event to queue within a transaction. */
export interface EventWithin {
  /** Name of the function, with or without qualifier, or its ARN, in every form that Lambda takes (INV-5). */
  readonly functionName: string
  /** A JSON value, or bytes of JSON in UTF-8, which stay as they are; `{}` if it is absent or empty (INV-4). */
  readonly payload?: Payload
  /**
   * Identity of the event: an id that is already in the queue is not queued again.
   *
   * @defaultValue a random UUID
   */
  readonly requestId?: string
  /** Value of the `X-Amzn-Trace-Id` header, passed to the function and to destinations. */
  readonly traceHeader?: string
  /** Tenant of a function whose tenants are isolated, passed to each attempt (TEN-1). */
  readonly tenantId?: string
}

/** An event that has been queued, once the transaction commits. */
export interface EnqueuedWithin {
  readonly requestId: string
  /** `duplicate`: an event with this request id is in the queue already. */
  readonly result: 'accepted' | 'duplicate'
}

/**
 * Queues events in a transaction of the caller's: they are there if it commits, and leave nothing if it does not. Refuses what
 * Lambda's Invoke refuses of a name, JSON and a size, before anything is sent. Ages begin with this call, not with the commit.
 * Nothing is repeated: a transaction that has failed is the caller's to run again.
 *
 * In a transaction of the level repeatable read or serializable, an id that another one queues at the same time is a
 * `conflict` instead of a duplicate.
 *
 * @param client - a client in a transaction; with a pool, events are queued at once
 * @throws {@link EngineError} with code `invalid-reference`, `invalid-payload`, `invalid-event` or `too-large`
 * @throws {@link PostgresStoreError} if the statement fails
 *
 * @example
 * ```ts
 * await client.query('begin')
 * await client.query('insert into orders(id) values ($1)', ['A-1'])
 * await enqueueWithin(client, [{ functionName: 'confirm-order', payload: { orderId: 'A-1' } }])
 * await client.query('commit')
 * ```
 */
export async function enqueueWithin(
  client: PostgresDatabase,
  events: readonly EventWithin[],
): Promise<readonly EnqueuedWithin[]> {
  checkEvents(events)
  const requestIds = events.map(({ requestId }) => requestId ?? randomUUID())
  const itemsAt = (nowMs: number): readonly NewItem[] =>
    events.map((event, index) => itemOf(event, requestIds[index] ?? '', nowMs))
  // Refused before the first statement, which would begin to cost something.
  if (itemsAt(0).length === 0) return []
  const [clock] = await rowsOf(client, 'select async_invoke.now_ms() as now_ms', [])
  const { text, values } = enqueueStatement(itemsAt(Number(clock?.now_ms)), null)
  const queued = new Set((await rowsOf(client, text, [...values])).map(({ id }) => String(id)))
  // `delete` answers true the first time only: the same id again in this call is a duplicate.
  return requestIds.map((requestId) => ({
    requestId,
    result: queued.delete(writeName(requestId)) ? 'accepted' : 'duplicate',
  }))
}

/** Callers without types may pass anything. */
function checkEvents(events: unknown): void {
  if (!Array.isArray(events)) throw new EngineError('invalid-event', `events is ${kindOf(events)}, not an array`)
  const wrong = events.findIndex((event) => typeof event !== 'object' || event === null)
  if (wrong !== -1)
    throw new EngineError('invalid-event', `events[${wrong}] is ${kindOf(events[wrong])}, not an object`)
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function itemOf(event: EventWithin, requestId: string, nowMs: number): NewItem {
  const { functionName, payload, traceHeader, tenantId } = event
  const reference = readReference(functionName)
  const members = {
    ...(payload !== undefined && { payload }),
    ...(traceHeader !== undefined && { traceHeader }),
    ...(tenantId !== undefined && { tenantId }),
  }
  const item = eventItem({ requestId, reference, ...members }, nowMs)
  if (item.body.length > maxEventBytes)
    throw new EngineError(
      'too-large',
      `${item.body.length} byte payload is too large for the Event invocation type (limit ${maxEventBytes} bytes)`,
    )
  if (payload instanceof Uint8Array) checkJsonBytes(payload)
  if (!fitsIndex(requestId)) throw new EngineError('invalid-event', 'requestId is longer than 2048 bytes')
  return item
}

async function rowsOf(client: PostgresDatabase, text: string, values: unknown[]) {
  try {
    return (await client.query(text, values)).rows
  } catch (thrown) {
    throw judge(thrown, 'cannot queue events').error
  }
}

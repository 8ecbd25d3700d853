import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { VirtualClock } from '@async-invoke/engine'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SqliteStore, SqliteStoreOptions } from '../src/index.ts'
import { openStore } from '../src/lib/open-sqlite-store.ts'
import { Writer } from '../src/lib/writer/writer.ts'
import { bytes, claimsOf, crashImage, item, readDatabase } from './items.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
let clock = new VirtualClock(0)
beforeEach(() => {
  clock = new VirtualClock(0)
})
const all = { max: 10_000, leaseMs: 60_000 }
/** More than are read at once. */
const stored = 4_500
const ids = Array.from({ length: stored }, (_, n) => `r-${n}`)
const last = `r-${stored - 1}`

const opened: SqliteStore[] = []
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
})

/** Opens a store that reads its items in the background, whatever their number. */
async function openInBackground(path: string, options: Partial<SqliteStoreOptions> = {}): Promise<SqliteStore> {
  const store = await openStore({ path, clock, ...options }, 0)
  opened.push(store)
  return store
}

/** A closed store of items `r-0`, `r-1` …, and what `sql` did to it. */
async function closed(sql = ''): Promise<string> {
  const path = stores.newPath()
  const store = await stores.open({ path, clock })
  await store.enqueue(ids.map((id, n) => item(id, { body: `body ${n}` })))
  await store.close()
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
  return path
}

/** Changes the number of an item where it is, as a fault of the disk does. Both numbers are below 128, so that they take a byte. */
function renumber(path: string, id: string, from: number, to: number): void {
  const file = readFileSync(path)
  const pageBytes = file.readUInt16BE(16)
  for (let start = pageBytes; start < file.length; start += pageBytes) {
    const page = file.subarray(start, start + pageBytes)
    // A leaf of a table: its cells begin with their size and their number.
    if (page[0] !== 13 || !page.includes(id)) continue
    for (let cell = 0; cell < page.readUInt16BE(3); cell += 1) {
      const at = page.readUInt16BE(8 + 2 * cell) + ((page[page.readUInt16BE(8 + 2 * cell)] as number) < 128 ? 1 : 2)
      if (page[at] === from) page[at] = to
    }
  }
  writeFileSync(path, file)
}

describe('a store with many items of an earlier process', () => {
  it('takes a new item before it has read them, and hands out all in their order', async () => {
    const store = await openInBackground(await closed(), { maxItems: stored + 1 })
    expect(store.opened.items).toBe(stored)
    expect(await store.stats()).toMatchObject({ ready: 0, delayed: stored, leased: 0, approximate: true })
    const answers = store.enqueue([item('new'), item('beyond the bound')])
    const claims = claimsOf(store, all)
    expect(await answers).toEqual(['accepted', 'full'])
    expect((await claims).map(({ id }) => id)).toEqual([...ids, 'new'])
    expect(await store.restored).toMatchObject({ problems: [], scope: 'items' })
    expect(await store.stats()).toEqual({ ready: 0, delayed: 0, leased: stored + 1, oldestDueAgeMs: 0 })
  })

  it('keeps the older item of an id that is queued again meanwhile', async () => {
    const path = await closed()
    const store = await openInBackground(path)
    const again = ['r-0', last].map((id) => item(id, { body: 'again' }))
    expect(await store.enqueue(again)).toEqual(['accepted', 'accepted'])
    const claims = await claimsOf(store, all)
    expect(claims.map(({ id }) => id)).toEqual(ids)
    expect([claims[0], claims.at(-1)]).toMatchObject([{ body: bytes('body 0') }, { body: bytes(`body ${stored - 1}`) }])
    expect(await store.enqueue([item(last)])).toEqual(['duplicate'])
    expect((await stores.reopen(store, { path, clock })).opened.items).toBe(stored)
  })

  it.each([0, 20_000])('removes the newer of two items of one id, which a crash left (%i at once)', async (most) => {
    const path = await closed(`
      INSERT INTO item SELECT 5000, id, lane, due, deliveries, settled, body_bytes, state, body,
        head_sum + (5000 - seq) * 11, state_sum, body_sum FROM item WHERE seq = 2;
      UPDATE tally SET items = items + 1, seqs = seqs + 5000, sum = sum + 3 + 5000 * 5`)
    const store = await openStore({ path, clock }, most)
    opened.push(store)
    await store.restored
    const left = readDatabase(path, (database) => database.prepare('SELECT id FROM item WHERE seq = 5000').all())
    expect(left).toEqual([])
    expect((await claimsOf(store, all)).map(({ id }) => id)).toEqual(ids)
    expect((await stores.reopen(store, { path, clock })).opened).toMatchObject({
      items: stored,
      integrity: { problems: [] },
    })
  })

  it('hands out what was due first, whatever was stored first', async () => {
    const path = await closed('UPDATE item SET due = 10000 - seq, head_sum = head_sum + (10000 - seq) * 3')
    const store = await openInBackground(path)
    await store.enqueue([item('new')])
    clock.advanceMs(20_000)
    expect((await claimsOf(store, all)).map(({ id }) => id)).toEqual(['new', ...ids.toReversed()])
  })

  it('refuses every call once it has found that items are missing, until the loss is accepted', async () => {
    const path = await closed('DELETE FROM item WHERE seq = 4400')
    const loss = `${stored - 1} items are there, but ${stored} were stored`
    const store = await openInBackground(path)
    const missing = { code: 'corrupt', message: expect.stringContaining(`${path} is incomplete: ${loss}; what was`) }
    await expect(claimsOf(store, all)).rejects.toMatchObject(missing)
    await expect(store.restored).rejects.toMatchObject(missing)
    await expect(store.enqueue([item('new')])).rejects.toMatchObject(missing)
    await expect(store.settle([])).rejects.toMatchObject(missing)
    await store.close()
    const accepting = await openInBackground(path, { acceptLoss: true })
    await accepting.enqueue([item('new')])
    expect((await accepting.restored).problems).toEqual([loss])
    expect(await claimsOf(accepting, all)).toHaveLength(stored)
    await accepting.close()
    expect((await (await openInBackground(path)).restored).problems).toEqual([])
  })

  it('tells of damage that it finds while reading', async () => {
    const store = await openInBackground(await closed('UPDATE item SET due = due + 1000000 WHERE seq = 4400'))
    expect((await store.restored).problems).toEqual(['item r-4399 is damaged'])
    expect((await claimsOf(store, all)).filter(({ damaged }) => damaged).map(({ id }) => id)).toEqual(['r-4399'])
  })

  it('compares states and bodies after a crash, too', async () => {
    const path = await closed()
    await stores.open({ path, clock })
    const image = crashImage(path)
    const database = new DatabaseSync(image)
    database.exec("UPDATE item SET body = CAST('other' AS BLOB) WHERE seq IN (3, 4400)")
    database.close()
    const store = await openInBackground(image)
    expect(store.opened).toMatchObject({ afterCrash: true, integrity: { scope: 'database', problems: [] } })
    expect((await store.restored).problems).toEqual(['item r-2 is damaged', 'item r-4399 is damaged'])
  })

  it('refuses items whose order is damaged', async () => {
    const path = await closed('UPDATE item SET seq = -5 WHERE seq = 1')
    await expect((await openInBackground(path)).restored).rejects.toMatchObject({ code: 'corrupt' })
  })

  it('refuses items whose numbers are out of order in a page', async () => {
    const path = await closed()
    renumber(path, 'r-1', 2, 127)
    const message = expect.stringContaining('the items are out of order: after number 127 comes number 3')
    await expect((await openInBackground(path)).restored).rejects.toMatchObject({ code: 'corrupt', message })
  })

  it('is closed without reading the rest, and what waited for it is refused', async () => {
    const path = await closed()
    const request = vi.spyOn(Writer.prototype, 'request')
    const store = await openInBackground(path)
    const calls = Promise.allSettled([store.claim(all), store.restored, store.admin?.lanes()])
    await store.close()
    expect(request.mock.calls.filter(([{ type }]) => type === 'read')).toHaveLength(1)
    request.mockRestore()
    const refused = { status: 'rejected', reason: { code: 'closed' } }
    expect(await calls).toMatchObject([refused, refused, refused])
  })
})

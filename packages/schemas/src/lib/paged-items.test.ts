import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ListPage, pagedItems } from './paged-items.ts'

type Page = ListPage<{ readonly n: number }>

async function* endlessly(pages: readonly Page[]): AsyncGenerator<Page> {
  for (let at = 0; ; at += 1) yield pages[at % pages.length] ?? { items: undefined, next: undefined }
}

const all = async (pages: AsyncIterable<Page>) => {
  const found: number[] = []
  for await (const { n } of pagedItems(pages, (page) => page)) found.push(n)
  return found
}

describe('pagedItems', () => {
  it('yields every item of every page, in order', async () => {
    const lists = fc.array(fc.array(fc.nat()))
    await fc.assert(
      fc.asyncProperty(lists, async (each) => {
        async function* pages(): AsyncGenerator<Page> {
          for (const [at, numbers] of each.entries())
            yield { items: numbers.map((n) => ({ n })), next: at + 1 < each.length ? String(at) : undefined }
        }
        expect(await all(pages())).toEqual(each.flat())
      }),
      { seed: 20261129 },
    )
    expect(
      await all(
        (async function* () {
          yield { items: undefined, next: undefined }
        })(),
      ),
    ).toEqual([])
  })

  it.each([['a'], ['a', 'b'], ['a', 'b', 'c']])('refuses a list that begins again: %s', async (...markers) => {
    const pages = markers.map((next) => ({ items: [{ n: 1 }], next }))
    await expect(all(endlessly(pages))).rejects.toThrow('the list repeats its page a')
  })

  it.each(['x', {}, 7, null, [null], [1]])('refuses %j in place of a list', async (items) => {
    const refused = all(endlessly([{ items: items as never, next: undefined }]))
    await expect(refused).rejects.toThrow('the answer is not that of the service: it has no list')
  })
})

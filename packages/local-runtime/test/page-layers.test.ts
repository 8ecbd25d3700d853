import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layersOf } from '../page/stack/layers.js'

/** Links from a text such as `a>b b>c`. */
const linksIn = (text: string) =>
  text.split(' ').flatMap((pair) => {
    const [from = '', to] = pair.split('>')
    return to === undefined ? [] : [{ from, to }]
  })

/** Columns as texts: the nodes of each from the top, and `-` for a link on its way past. */
function columnsIn(ids: readonly string[], text: string): readonly string[] {
  const { spots, routes, columns } = layersOf(ids, linksIn(text))
  const named = [...spots].map(([id, spot]) => ({ id, ...spot }))
  const passing = routes.flatMap((route) => route.spots.slice(1, -1).map((spot) => ({ id: '-', ...spot })))
  return Array.from({ length: columns }, (_, at) =>
    [...named, ...passing]
      .filter(({ column }) => column === at)
      .sort((a, b) => a.row - b.row)
      .map(({ id }) => id)
      .join(''),
  )
}

describe('layersOf', () => {
  it.each([
    { what: 'nothing', ids: '', links: '', columns: [] },
    { what: 'nodes alone', ids: 'ab', links: '', columns: ['ab'] },
    { what: 'a chain', ids: 'cab', links: 'a>b b>c', columns: ['a', 'b', 'c'] },
    { what: 'the longest of two paths', ids: 'abc', links: 'a>c a>b b>c', columns: ['a', 'b-', 'c'] },
    { what: 'a source just before its target', ids: 'abcd', links: 'a>b b>c d>c', columns: ['a', 'bd', 'c'] },
    { what: 'crossed links, uncrossed', ids: 'abcd', links: 'a>d b>c', columns: ['ab', 'dc'] },
    { what: 'a cycle, from the first of its nodes', ids: 'ab', links: 'b>a a>b', columns: ['a', 'b'] },
    { what: 'a cycle behind a source', ids: 'abs', links: 's>b b>a a>b', columns: ['s', 'b', 'a'] },
    { what: 'a node that leads to itself', ids: 'a', links: 'a>a', columns: ['a'] },
    { what: 'links of nodes that are not there', ids: 'a', links: 'a>x x>a', columns: ['a'] },
  ])('lays out $what', ({ ids, links, columns }) => expect(columnsIn([...ids], links)).toEqual(columns))

  it('marks the links that close a cycle', () => {
    const { routes } = layersOf(['s', 'a', 'q'], linksIn('s>a a>q q>a'))
    expect(routes.filter(({ isBack }) => isBack).map(({ link }) => link)).toEqual([{ from: 'q', to: 'a' }])
  })

  it('leads every link one column on at each step, gives no place twice, and goes through a long chain', () => {
    const id = fc.nat(12).map(String)
    const links = fc.array(fc.record({ from: id, to: id }), { maxLength: 30 })
    fc.assert(
      fc.property(links, (all) => {
        const ids = [...new Set(all.flatMap(({ from, to }) => [from, to]))]
        const { spots, routes, rows } = layersOf(ids, all)
        expect(routes.length).toBe(all.length)
        for (const { spots: way, isBack } of routes)
          if (!isBack) for (const [at, { column }] of way.entries()) expect(column).toBe((way[0]?.column ?? 0) + at)
        const taken = [...spots.values(), ...routes.flatMap((route) => route.spots.slice(1, -1))]
        expect(new Set(taken.map(({ column, row }) => `${column} ${row}`)).size).toBe(taken.length)
        for (const { row } of taken) expect(row >= 0 && row <= rows - 1).toBe(true)
      }),
      { numRuns: 50 },
    )
    const chain = Array.from({ length: 20_000 }, (_, at) => ({ from: `${at}`, to: `${at + 1}` }))
    expect(layersOf(['0', ...chain.map(({ to }) => to)], chain).columns).toBe(20_001)
  })
})

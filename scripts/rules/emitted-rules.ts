import type { Citations } from './citations.ts'
import { semanticsPage } from './semantics-page.ts'
import { type Area, readAreas, readSources } from './statements.ts'

/** The text of everything that follows from the statements and from where they are cited, by path. */
export function emittedRules(citations: ReadonlyMap<string, Citations>): ReadonlyMap<string, string> {
  const areas = new Map(
    [...readAreas()].map(([path, area]): [string, Area] => {
      const statements = area.statements.map((statement) => {
        const { sources = [], tests = [] } = citations.get(statement.id) ?? {}
        return { ...statement, implementedBy: sources, tests }
      })
      return [path, { ...area, statements }]
    }),
  )
  return new Map([
    ...[...areas].map(([path, area]): [string, string] => [path, `${JSON.stringify(area, null, 2)}\n`]),
    ['docs/semantics.md', semanticsPage(areas.values(), readSources())],
    ['packages/engine/src/generated/rules.ts', decisionRules(areas.values())],
  ])
}

function decisionRules(areas: Iterable<Area>): string {
  const deciding = [...areas].flatMap(({ statements }) => statements).filter(({ decides }) => decides === true)
  const rows = deciding.map(({ id, says }) => `  '${id}': '${says.replaceAll("'", "\\'")}',`)
  return `// Generated from rules/ by \`pnpm rules:emit\`.\nexport const rules = {\n${rows.join('\n')}\n} as const\n`
}

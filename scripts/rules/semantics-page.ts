import type { Area, Source, Statement } from './statements.ts'

/** Links in one row; the rest is counted. */
const maxLinks = 4

const states = { implemented: 'Implemented', planned: 'Planned', 'not-modelled': 'Not modelled' } as const

/** `docs/semantics.md`: every statement with its evidence, for readers. Headings are ids, so that each has an anchor. */
export function semanticsPage(areas: Iterable<Area>, sources: Readonly<Record<string, Source>>): string {
  const list = [...areas]
  return [
    "<!-- Generated from rules/ by `pnpm rules:emit`. Change the statements there. -->\n\n# What Lambda does\n\nAWS Lambda's asynchronous invocation, statement by statement: what each rests on, what implements it here, and which tests show it. The data is in [rules](../rules); [rules/README.md](../rules/README.md) says how to read and to cite it. Sentences of the service are quoted word for word.\n",
    countTable(list),
    ...list.map((area) => areaSection(area, sources)),
    recordings(sources),
  ].join('\n')
}

function countTable(areas: readonly Area[]): string {
  const count = (statements: readonly Statement[], state?: Statement['state']): number =>
    state === undefined
      ? statements.filter(({ tests }) => tests.length > 0).length
      : statements.filter((each) => each.state === state).length
  const row = (name: string, statements: readonly Statement[]): string =>
    `| ${name} | ${statements.length} | ${count(statements, 'implemented')} | ${count(statements, 'planned')} | ${count(statements, 'not-modelled')} | ${count(statements)} |`
  return [
    '| area | statements | implemented | planned | not modelled | tested |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...areas.map(({ title, statements }) => row(`[${title}](#${slug(title)})`, statements)),
    row(
      'all',
      areas.flatMap(({ statements }) => statements),
    ),
    '',
  ].join('\n')
}

function areaSection({ title, about, statements }: Area, sources: Readonly<Record<string, Source>>): string {
  return [`## ${title}\n\n${about}\n`, ...statements.map((each) => statementSection(each, sources))].join('\n')
}

function statementSection(statement: Statement, sources: Readonly<Record<string, Source>>): string {
  const { id, says, detail, value, messages = [], evidence, state, reason, implementedBy, tests } = statement
  const items = [
    `${states[state]}${reason === undefined ? '' : `: ${reason}`}`,
    ...(value === undefined ? [] : [`Value: \`${JSON.stringify(value)}\``]),
    ...messages.map((message) => `Sentence: \`${message}\``),
    `Evidence: ${evidence.map((key) => evidenceLink(sources[key])).join('; ')}`,
    ...(implementedBy.length === 0 ? [] : [`Code: ${fileLinks(implementedBy)}`]),
    ...(tests.length === 0 ? [] : [`Tests: ${fileLinks(tests)}`]),
  ]
  const text = detail === undefined ? says : `${says} ${detail}`
  return `### ${id}\n\n${text}\n\n${items.map((item) => `- ${item}`).join('\n')}\n`
}

function evidenceLink(source: Source | undefined): string {
  if (source === undefined) return ''
  return `${source.kind} [${source.title}](${source.url})`
}

/** Who observed what the recordings show: once, since hundreds of statements rest on a few campaigns. */
function recordings(sources: Readonly<Record<string, Source>>): string {
  const campaigns = Map.groupBy(
    Object.values(sources).filter(({ observed }) => observed !== undefined),
    ({ observed }) => observed ?? '',
  )
  const items = [...campaigns].map(
    ([observed, list]) => `- ${observed}: ${list.map(({ title, url }) => `[${title}](${url})`).join(', ')}`,
  )
  return `## Recordings\n\n${items.join('\n')}\n`
}

function fileLinks(files: readonly string[]): string {
  const links = files.slice(0, maxLinks).map((file) => `[${file.replace('packages/', '')}](../${file})`)
  return files.length > maxLinks ? `${links.join(', ')} and ${files.length - maxLinks} more` : links.join(', ')
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-')
}

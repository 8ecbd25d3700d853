/** The page in parts: what is written by hand, and a section of each benchmark by its name. */
interface Parts {
  readonly head: string
  readonly sections: ReadonlyMap<string, string>
}

const mark = /^<!-- benchmark (?<name>[\w-]+) -->\n/m

function partsOf(page: string): Parts {
  const [head = '', ...rest] = page.split(mark)
  const sections = new Map<string, string>()
  for (let index = 0; index < rest.length; index += 2) sections.set(rest[index] ?? '', (rest[index + 1] ?? '').trim())
  return { head: head.trimEnd(), sections }
}

/**
 * Puts sections into a page in the place of those of the same benchmarks. Sections stand in the order of `known`, and a section
 * of a benchmark that is not known any more goes.
 */
export function withSections(page: string, changed: ReadonlyMap<string, string>, known: readonly string[]): string {
  const { head, sections } = partsOf(page)
  const written = known.flatMap((name) => {
    const section = changed.get(name) ?? sections.get(name)
    return section === undefined ? [] : [`<!-- benchmark ${name} -->\n\n${section.trim()}`]
  })
  return `${[head, ...written].join('\n\n')}\n`
}

/** A section: title, the command that repeats it, the note, where and when, and the table. */
export function sectionOf(name: string, title: string, note: string, place: string, table: string): string {
  const upper = title.charAt(0).toUpperCase() + title.slice(1)
  return `## ${upper}\n\n${note} Repeat it with \`pnpm bench ${name}\`.\n\n_${place}_\n\n${table}`
}

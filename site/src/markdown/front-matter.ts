/** A Markdown file as its body, and the members that stand before it between lines of `---`. */
export interface FrontMatter {
  readonly members: Readonly<Record<string, string>>
  readonly body: string
}

/** Splits a file's front matter off: lines of `name: value`. */
export function frontMatterOf(text: string): FrontMatter {
  const found = /^---\n(.*?)\n---\n/s.exec(text)
  if (found === null) return { members: {}, body: text }
  const members = (found[1] ?? '').split('\n').map((line) => {
    const [, name, value] = /^(\w+): *(.+)$/.exec(line) ?? []
    if (name === undefined || value === undefined)
      throw new Error(`front matter takes lines of "name: value", got ${JSON.stringify(line.slice(0, 80))}`)
    return [name, value.replaceAll(/^(['"])(.*)\1$/g, '$2')] as const
  })
  return { members: Object.fromEntries(members), body: text.slice(found[0].length) }
}

/** A changeset: the packages that it names, by their bump. */
export interface Changeset {
  readonly path: string
  readonly text: string
}

/** The parts of a package's manifest that are read. */
export interface Versioned {
  readonly folder: string
  readonly name: string
  readonly version: string
}

/** The version of a package that was never released. */
const unreleased = '0.0.0'
const frontMatter = /^---\n(?<lines>(?:"[^"]+": (?:major|minor|patch)\n)+)---\n\n\S/

/** Finds what `changeset version` would not read, or what would not read well in a changelog. */
export function problemsOfChangesets(
  changesets: readonly Changeset[],
  packages: readonly Versioned[],
): readonly string[] {
  const known = new Map(packages.map((each) => [each.name, each]))
  const problems = changesets.flatMap(({ path, text }) => {
    const lines = frontMatter.exec(text)?.groups?.lines
    if (lines === undefined)
      return [`${path} does not begin with lines of "package": major, minor or patch between ---`]
    return [...lines.matchAll(/"([^"]+)"/g)].flatMap(([, name = '']) => {
      const named = known.get(name)
      if (named === undefined) return [`${path} names ${name}, which is no package here`]
      const first = firstRelease(named)
      return named.version !== unreleased || path === first
        ? []
        : [
            `${path} names ${name}, which was never released: write what it does and its limits into ${first}, as of now`,
          ]
    })
  })
  const paths = new Set(changesets.map(({ path }) => path))
  const missing = packages.filter((each) => each.version === unreleased && !paths.has(firstRelease(each)))
  return [
    ...problems,
    ...missing.map((each) => `${firstRelease(each)} is missing, the entry of a package's first release`),
  ]
}

/** Of a package that was never released, users have no change to read about: one entry says what it does. */
function firstRelease({ folder }: Versioned): string {
  return `.changeset/first-release-${folder}.md`
}

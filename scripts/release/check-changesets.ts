/** Checks that every changeset names existing packages, in the form that `changeset version` reads. */
import { globSync, readFileSync } from 'node:fs'

const root = new URL('../..', import.meta.url).pathname
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8')
const packages = new Set(globSync('packages/*/package.json', { cwd: root }).map((path) => JSON.parse(read(path)).name))
const frontMatter = /^---\n(?<lines>(?:"[^"]+": (?:major|minor|patch)\n)+)---\n\n\S/

const problems = globSync('.changeset/*.md', { cwd: root }).flatMap((path) => {
  const lines = frontMatter.exec(read(path))?.groups?.lines
  if (lines === undefined) return [`${path} does not begin with lines of "package": major, minor or patch between ---`]
  const names = [...lines.matchAll(/"([^"]+)"/g)].map(([, name]) => name)
  return names.filter((name) => !packages.has(name)).map((name) => `${path} names ${name}, which is no package here`)
})

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
}

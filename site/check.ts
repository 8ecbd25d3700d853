/**
 * Checks every link: those between files of the repository, as GitHub follows them, and those of the site in `dist`, with
 * its anchors, ids and assets. Links to other hosts are checked for their form, and never fetched.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { problemsOfSite } from './src/check/built-site.ts'
import { brokenMarkdownLinks } from './src/check/markdown-links.ts'
import { kindOf, markdownFiles, read, root } from './src/repository.ts'

const dist = join(import.meta.dirname, 'dist')
const paths = globSync('**/*', { cwd: dist, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1))
const files = new Map(paths.sort().map((path) => [path, () => readFileSync(join(dist, path), 'utf8')]))

const sources = [...markdownFiles(), ...globSync('.github/**/*.md', { cwd: root })]
const problems = [...brokenMarkdownLinks(sources, { kindOf, read }), ...problemsOfSite(files)]
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
} else console.log(`${sources.length} Markdown files and ${files.size} files of the site have no broken link`)

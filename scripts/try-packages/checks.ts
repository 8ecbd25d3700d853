import { globSync } from 'node:fs'
import { readmePrograms } from '../readme-examples.ts'
import { read, root } from '../source-files.ts'
import { followGuide } from './follow-guide.ts'
import { matcherTest } from './matcher-test.ts'
import { compile, type Project, printedWarnings, write } from './project.ts'
import { end } from './run.ts'
import type { PackedPackage } from './tarballs.ts'

/** A check of a project: yields each thing that its user would take for a fault. */
type Check = (project: Project) => Iterable<string> | AsyncIterable<string>

/** Every check, by the sentence that a report prints. */
export const checks: Readonly<Record<string, Check>> = {
  'installs without a warning': installsQuietly,
  'imports, and requires, every subpath without a warning': loads,
  'compiles as ES module with library checks': compilesAsEsModule,
  'compiles as CommonJS, or is refused as its README says': compilesAsCommonJs,
  'compiles with classic resolution, or is refused as its README says': compilesClassically,
  'runs the examples of each README': runsExamples,
  'asserts with matchers': asserts,
  'gets what each guide shows': followsGuides,
}

const esModule = { module: 'nodenext', target: 'es2022', lib: ['es2024', 'esnext.disposable'] }

function* installsQuietly({ warnings }: Project): Iterable<string> {
  yield* warnings
}

function* loads(project: Project): Iterable<string> {
  // The matchers extend vitest's `expect`, which exists only in its tests.
  const entries = entriesOf(project.packages).filter((entry) => !entry.endsWith('/vitest'))
  for (const [file, load] of [
    ['imports.mjs', 'await import(name)'],
    ['requires.cjs', 'require(name)'],
  ] as const) {
    const program = `for (const name of ${JSON.stringify(entries)}) if (Object.keys(${load}).length === 0) throw name`
    write(project, { [file]: program })
    yield* faultsOf(project, file, '')
  }
}

function* compilesAsEsModule(project: Project): Iterable<string> {
  write(project, { 'consumer.mts': namespaces(entriesOf(project.packages)) })
  yield* errorsAbout(project, compile(project, ['consumer.mts'], { ...esModule, noEmit: true, skipLibCheck: false }))
}

function* compilesAsCommonJs(project: Project): Iterable<string> {
  yield* compilesOrRefuses(project, 'cts', { module: 'node16' }, { code: 'TS1479', sentence: 'An ES module' })
}

function* compilesClassically(project: Project): Iterable<string> {
  const { typescript } = project.companions
  // TypeScript 7 does not have it any more.
  if (Number(typescript) > 6) return
  const classic = { module: 'commonjs', moduleResolution: 'node10' }
  const options = typescript === '6' ? { ...classic, ignoreDeprecations: '6.0' } : classic
  yield* compilesOrRefuses(project, 'ts', options, { code: 'TS2307', sentence: '`moduleResolution`' })
}

/** A package for CommonJS too compiles; of another, every subpath is refused, and its README has the sentence that says so. */
function* compilesOrRefuses(
  project: Project,
  extension: string,
  options: Readonly<Record<string, unknown>>,
  { code, sentence }: { readonly code: string; readonly sentence: string },
): Iterable<string> {
  const files = project.packages.map(({ entries }, index) => [`consumer-${index}.${extension}`, namespaces(entries)])
  write(project, Object.fromEntries(files))
  const names = files.map(([name = '']) => name)
  const errors = lines(compile(project, names, { ...options, noEmit: true, skipLibCheck: true }))
  for (const [index, { name, entries, isDual, readme }] of project.packages.entries()) {
    const own = errors.filter((line) => line.startsWith(names[index] ?? name))
    if (isDual) yield* own
    else if (!readme.includes(sentence)) yield `${name}: its README does not say "${sentence}"`
    else if (own.length !== entries.length || own.some((line) => !line.includes(code)))
      yield `${name}: ${own.length} of its ${entries.length} subpaths are refused\n${own.join('\n')}`
  }
}

function* runsExamples(project: Project): Iterable<string> {
  const available = project.packages.map(({ name }) => name)
  const examples = project.packages.flatMap(({ name, readme }) =>
    readmePrograms(readme)
      .filter(({ code }) => importedFamily(code).every((each) => available.includes(each)))
      .map(({ name: example, ...program }) => ({
        ...program,
        file: `readme ${name} ${example}`.replaceAll(/\W+/g, '-'),
      })),
  )
  write(project, Object.fromEntries(examples.map(({ file, code }) => [`${file}.mts`, code])))
  const sources = examples.map(({ file }) => `${file}.mts`)
  yield* lines(compile(project, sources, { ...esModule, skipLibCheck: true }))
  for (const { file, output } of examples) yield* faultsOf(project, `${file}.mjs`, output)
}

function* asserts(project: Project): Iterable<string> {
  write(project, { 'retries.test.ts': matcherTest })
  yield* lines(compile(project, ['retries.test.ts'], { ...esModule, noEmit: true, skipLibCheck: true }))
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot']
  const { status, stdout, stderr } = end(project.node.path, vitest, { cwd: project.folder, node: project.node.path })
  if (status !== 0) yield stdout + stderr
}

async function* followsGuides(project: Project): AsyncIterable<string> {
  for (const path of globSync('docs/{getting-started,guides}/*.md', { cwd: root }).sort())
    yield* followGuide(project, path, read(path))
}

/** Runs a program of a project: it has to succeed, print `output` if that is known, and warn of nothing. */
function* faultsOf(project: Project, file: string, output: string | undefined): Iterable<string> {
  const { status, stdout, stderr } = end(project.node.path, [file], { cwd: project.folder, node: project.node.path })
  if (status !== 0) yield `${file} failed\n${stderr}`
  else if (output !== undefined && stdout !== output) yield `${file} printed\n${stdout}instead of\n${output}`
  for (const line of printedWarnings(stderr)) yield `${file}: ${line}`
}

const entriesOf = (packages: readonly PackedPackage[]): readonly string[] => packages.flatMap(({ entries }) => entries)

/** A module that uses everything that each entry exports. */
function namespaces(entries: readonly string[]): string {
  const imports = entries.map((entry, index) => `import * as n${index} from '${entry}'`)
  return [...imports, `export const all: readonly object[] = [${entries.map((_, index) => `n${index}`)}]`, ''].join(
    '\n',
  )
}

const lines = (printed: string): readonly string[] => printed.split('\n').filter((line) => line.trim() !== '')

/** Errors of the compiler in the project's own files and in the packages; other libraries answer for theirs. */
const errorsAbout = ({ packages }: Project, printed: string): readonly string[] =>
  lines(printed).filter(
    (line) => !/^node_modules/.test(line) || packages.some(({ name }) => line.includes(`/${name}/`)),
  )

const importedFamily = (code: string): readonly string[] =>
  [...code.matchAll(/ from '((?:@async-invoke\/[^/']+)|async-invoke)/g)].map(([, name = '']) => name)

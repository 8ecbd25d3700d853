/**
 * Joins the compiled modules of the package in the current folder into few files: Node.js takes about a millisecond of
 * processor time for each module that it loads. The entries of `package.json` keep their paths, and what several of them
 * share goes to files beside them. Declarations stay as they are.
 *
 * `node ../../scripts/join-modules.ts [--in dist/esm] [--thread FILE …] [--program FILE …]`
 *
 * A thread or a program is a file that starts by its path below `dist`, and keeps it. Programs share no file with the rest.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build, type OutputFile, type Plugin, transform } from 'esbuild'
import { withConstants } from './constants.ts'

const { values } = parseArgs({
  options: {
    in: { type: 'string', default: 'dist' },
    thread: { type: 'string', multiple: true, default: [] },
    program: { type: 'string', multiple: true, default: [] },
  },
})
const folder = resolve(values.in)

/** Paths of compiled modules in what conditions of `package.json` lead to: of ES modules only. */
function entriesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.endsWith('.js') ? [resolve(value)] : []
  return Object.values(value ?? {}).flatMap(entriesIn)
}

/** Modules that read their own URL, by the name that stands for it until the place of their code is known. */
const readers: string[] = []
const placeholder = /\burlOfModule(\d+)_\b/g

/** Lets a module find files by its old place, wherever its code goes. */
const ownUrls: Plugin = {
  name: 'own-urls',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const code = readFileSync(path, 'utf8')
      if (!code.includes('import.meta.url')) return undefined
      const define = { 'import.meta.url': `urlOfModule${readers.push(path) - 1}_` }
      return { contents: (await transform(code, { define })).code }
    })
  },
}

/** The text of a file: without imports for effects alone, which no shared file has, and of which bundlers would warn. */
function textOf({ path, text }: OutputFile): string {
  return renamed(text.replaceAll(/^import "[./]*shared-\w+\.js";\n/gm, '')).replaceAll(placeholder, (_, index) => {
    const old = relative(dirname(path), readers[Number(index)] ?? '')
    return `new URL(${JSON.stringify(old.startsWith('.') ? old : `./${old}`)}, import.meta.url).href`
  })
}

/** Gives shared files the extension of ES modules: for `.js`, Node.js looks for the package's type each time. */
function renamed(text: string): string {
  return text.replaceAll(/\b(shared-[0-9A-Z]{8})\.js\b/g, '$1.mjs')
}

async function joined(entryPoints: readonly string[], chunks: string): Promise<readonly OutputFile[]> {
  if (entryPoints.length === 0) return []
  const { outputFiles } = await build({
    entryPoints: [...new Set(entryPoints)],
    outbase: folder,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    chunkNames: `${chunks}shared-[hash]`,
    plugins: [ownUrls],
    write: false,
  })
  return outputFiles
}

const { exports, bin } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<'exports' | 'bin', unknown>
const below = (path: string): string => join(folder, path)
const entries = [...entriesIn(exports), ...entriesIn(bin), ...values.thread.map(below)]
const files = [
  ...(await joined(
    entries.filter((path) => path.startsWith(`${folder}/`)),
    '',
  )),
  ...(await joined(values.program.map(below), `${dirname(values.program[0] ?? '')}/`)),
]
for (const path of globSync(`${folder}/**/*.{js,mjs}`)) rmSync(path)
for (const file of files) {
  mkdirSync(dirname(file.path), { recursive: true })
  writeFileSync(renamed(file.path), await withConstants(textOf(file)))
}

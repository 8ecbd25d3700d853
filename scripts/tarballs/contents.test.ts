import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type PublishedManifest, problemsOfContents } from './contents.ts'

const manifest: PublishedManifest = {
  name: '@async-invoke/x',
  version: '1.2.3',
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
  dependencies: { '@async-invoke/schemas': '1.2.3', yaml: '^2.9.1' },
  publishConfig: { access: 'public', provenance: true },
}
const paths = ['README.md', 'LICENSE', 'package.json', 'dist/index.js', 'dist/index.d.ts', 'dist/lib/a.js']
const sources = ['index', 'lib/a']
const of = (more: Readonly<Record<string, string>>, changes: Partial<PublishedManifest> = {}): readonly string[] =>
  problemsOfContents(
    new Map([...paths.map((path) => [path, ''] as const), ...Object.entries(more)]),
    { ...manifest, ...changes },
    sources,
  )

describe('problemsOfContents', () => {
  it('finds none in a tarball of compiled files', () => assert.deepEqual(of({ 'dist/cjs/lib/a.d.ts': '' }), []))

  it('finds none in one whose modules are joined', () => {
    const joined = { 'dist/index.js': "import { a } from './shared-AB12.mjs'", 'dist/shared-AB12.mjs': '' }
    assert.deepEqual(of(joined), [])
  })

  for (const path of ['src/index.ts', 'dist/index.js.map', 'test/a.js', 'page/tsconfig.json', 'dist/lib/a.test.js'])
    it(`finds ${path} needless`, () => assert.match(of({ [path]: '' }).join('\n'), /of no use to a user/))

  for (const { problem, found } of [
    { problem: 'a missing licence', found: problemsOfContents(new Map([['README.md', '']]), manifest, sources) },
    { problem: 'a file of an earlier build', found: of({ 'dist/lib/gone.js': '' }) },
    { problem: 'a shared file of an earlier build', found: of({ 'dist/shared-CD34.mjs': '' }) },
    { problem: 'a comment that names a map', found: of({ 'dist/lib/a.js': '//# sourceMappingURL=a.js.map' }) },
    { problem: 'a range of the workspace', found: of({}, { dependencies: { yaml: 'catalog:' } }) },
    { problem: 'another version of a sibling', found: of({}, { dependencies: { 'async-invoke': '1.2.2' } }) },
    { problem: 'an install script', found: of({}, { scripts: { postinstall: 'node a.js' } }) },
    { problem: 'a condition of the workspace', found: of({}, { exports: { '.': { '@async-invoke/source': './a' } } }) },
    { problem: 'no provenance', found: of({}, { publishConfig: { access: 'public' } }) },
  ])
    it(`finds ${problem}`, () => assert.ok(found.length > 0))
})

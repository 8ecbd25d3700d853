import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApiPackage } from '@microsoft/api-extractor-model'
import { describe, expect, it } from 'vitest'
import { declarationHtml } from './declaration.ts'

const content = (text: string) => ({ kind: 'Content', text })
const reference = (text: string) => ({
  kind: 'Reference',
  text,
  canonicalReference: `@async-invoke/engine!${text}:interface`,
})

/** An interface as API Extractor writes it. */
function load(comment: string): ApiPackage {
  const folder = mkdtempSync(join(tmpdir(), 'api-model-'))
  try {
    const member = {
      kind: 'PropertySignature',
      canonicalReference: '@async-invoke/engine!Options#clock:member',
      docComment: '/**\n * The clock (RTY-2).\n *\n * @defaultValue `systemClock`\n */\n',
      excerptTokens: [content('readonly clock?: '), reference('Clock'), content(';')],
      isReadonly: true,
      isOptional: true,
      releaseTag: 'Public',
      name: 'clock',
      propertyTypeTokenRange: { startIndex: 1, endIndex: 2 },
    }
    const declaration = {
      kind: 'Interface',
      canonicalReference: '@async-invoke/engine!Options:interface',
      docComment: `/**\n * ${comment}\n */\n`,
      excerptTokens: [content('export interface Options ')],
      releaseTag: 'Public',
      name: 'Options',
      preserveMemberOrder: false,
      members: [member],
      extendsTokenRanges: [],
    }
    const name = '@async-invoke/engine!'
    const entry = {
      kind: 'EntryPoint',
      canonicalReference: name,
      name: '',
      preserveMemberOrder: false,
      members: [declaration],
    }
    const model = {
      metadata: {
        toolPackage: '',
        toolVersion: '',
        schemaVersion: 1011,
        oldestForwardsCompatibleVersion: 1001,
        tsdocConfig: { $schema: 'https://developer.microsoft.com/json-schemas/tsdoc/v0/tsdoc.schema.json' },
      },
      kind: 'Package',
      canonicalReference: name,
      docComment: '',
      name: '@async-invoke/engine',
      preserveMemberOrder: false,
      members: [entry],
    }
    const file = join(folder, 'x.api.json')
    writeFileSync(file, JSON.stringify(model))
    return ApiPackage.loadFromJsonFile(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const render = (comment: string): string => {
  const [item] = load(comment).entryPoints[0]?.members ?? []
  if (item === undefined) return expect.unreachable()
  const toName = (name: string): string | undefined => (name === 'Clock' ? '../#Clock' : undefined)
  return declarationHtml(
    { name: 'Options', items: [item] },
    { toName, toStatements: (html) => html.replace('RTY-2', '<b>RTY-2</b>') },
  )
}

describe('declarationHtml', () => {
  it('shows the signature with links to the types in it, and the members with their comments', () => {
    const html = render('Options of an engine.')
    expect(html).toContain('<h3 id="Options">')
    expect(html.replaceAll(/<\/?span[^>]*>/g, '')).toContain(
      'interface Options {\n  readonly clock?: <a href="../#Clock">Clock</a>;\n}',
    )
    expect(html).toContain('<li><code>clock</code> <small>optional</small>\n<p>The clock (<b>RTY-2</b>).</p>')
    expect(html).toContain('<dt>Default</dt><dd><p><code>systemClock</code></p>')
  })

  it.each([
    { comment: 'See {@link Clock}.', html: 'See <a href="../#Clock"><code>Clock</code></a>.' },
    { comment: 'See {@link clock}.', html: 'See <code>clock</code>.' },
    { comment: 'See {@link TypeError}.', html: 'See <code>TypeError</code>.' },
    { comment: 'See {@link Clokc}.', html: 'See <a href="api:Clokc"><code>Clokc</code></a>.' },
  ])('renders $comment, so that the check of links finds a name that nothing exports', ({ comment, html }) => {
    expect(render(comment)).toContain(`<p>${html}</p>`)
  })
})

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import { root } from '../source-files.ts'
import type { EntryPoint } from './entry-points.ts'

/** The public surface of one entry point: its declarations by name, and the problems that API Extractor found in them. */
export interface Surface {
  readonly specifier: string
  readonly declarations: ReadonlyMap<string, string>
  /** The same with its comments, as JSON for `@microsoft/api-extractor-model`. */
  readonly model: string
  readonly problems: readonly string[]
}

/** The surfaces of one package's entry points, read from its built declarations. */
export function surfacesOf(folder: string, entries: readonly EntryPoint[]): readonly Surface[] {
  const reports = mkdtempSync(join(tmpdir(), 'api-report-'))
  try {
    const configs = entries.map((entry) => configOf(folder, entry, reports))
    const [first] = configs
    if (first === undefined) return []
    const compilerState = CompilerState.create(first, {
      additionalEntryPoints: entries.map(({ declarations }) => declarations),
    })
    return entries.map(({ specifier }, index) => {
      const config = configs[index] ?? first
      const problems: string[] = []
      Extractor.invoke(config, {
        localBuild: true,
        compilerState,
        messageCallback(message) {
          message.handled = true
          const { Error: error, Warning: warning } = ExtractorLogLevel
          if (message.messageId === 'console-api-report-created') return
          if (message.logLevel === error || message.logLevel === warning) problems.push(`${specifier}: ${message.text}`)
        },
      })
      const declared = declarationsIn(readFileSync(config.reportFilePath, 'utf8'))
      return { specifier, declarations: declared, model: readFileSync(config.apiJsonFilePath, 'utf8'), problems }
    })
  } finally {
    rmSync(reports, { recursive: true })
  }
}

function configOf(folder: string, { specifier, declarations }: EntryPoint, reports: string): ExtractorConfig {
  const [logLevel, none] = [ExtractorLogLevel.Warning, ExtractorLogLevel.None]
  return ExtractorConfig.prepare({
    packageJsonFullPath: join(root, folder, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      newlineKind: 'lf',
      projectFolder: join(root, folder),
      mainEntryPointFilePath: declarations,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            module: 'nodenext',
            moduleResolution: 'nodenext',
            target: 'es2023',
            lib: ['es2023', 'esnext.disposable', 'dom'],
            types: ['node'],
            strict: true,
            skipLibCheck: true,
          },
          include: [],
          files: [declarations],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: `${specifier.replaceAll(/\W+/g, '-')}`,
        reportFolder: reports,
        reportTempFolder: join(reports, 'temp'),
        reportVariants: ['complete'],
      },
      docModel: { enabled: true, apiJsonFilePath: join(reports, `${specifier.replaceAll(/\W+/g, '-')}.api.json`) },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel } },
        extractorMessageReporting: { default: { logLevel: none }, 'ae-forgotten-export': { logLevel } },
        tsdocMessageReporting: { default: { logLevel: none } },
      },
    },
  })
}

/** Declarations of a report, overloads together, by the name that they export; `export { X }` for what a sibling declares. */
function declarationsIn(report: string): ReadonlyMap<string, string> {
  const [, body = ''] = /```ts\n([\s\S]*?)\n```/.exec(report) ?? []
  const found = new Map<string, string>()
  for (const paragraph of body
    .replaceAll(/^ *\/\/ \((?:undocumented|No @pack).*\n?/gm, '')
    .trim()
    .split(/\n\n(?=\S)/)) {
    const block = paragraph.replace(/^\/\/ @public.*\n/, '').trim()
    if (block === '' || block.startsWith('import ')) continue
    const name = /^export (?:\{ |(?:abstract |const |declare |class |function |interface |type |enum )+)([\w$]+)/.exec(
      block,
    )?.[1]
    if (name === undefined) throw new Error(`a report has a paragraph without a name: ${block.slice(0, 200)}`)
    found.set(name, found.has(name) ? `${found.get(name)}\n\n${block}` : block)
  }
  return found
}

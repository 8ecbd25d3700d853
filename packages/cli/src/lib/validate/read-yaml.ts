import type { SourceItem } from '../sources/source-item.ts'
import { versionAsText } from '../text/version-as-text.ts'
import { textOfFile } from '../text/whole-text.ts'

/** In place of a document: why it is no YAML. */
export class NotYaml {
  readonly message: string
  /** The line of the fault. */
  readonly line: string

  constructor(message: string, line: string) {
    this.message = message
    this.line = line
  }
}

/** Whether a file is YAML, by its name. */
export const isYaml = (file: string): boolean => /\.ya?ml$/i.test(file)

/** Reads the documents of a file of YAML, each as JSON, or {@link NotYaml}. */
export async function* readYaml(file: string): AsyncGenerator<readonly SourceItem[]> {
  const text = await textOfFile(file)
  const { LineCounter, parseAllDocuments } = await import('yaml')
  const lineCounter = new LineCounter()
  for (const document of [...parseAllDocuments(text, { lineCounter, prettyErrors: false })]) {
    const [error] = document.errors
    const { line } = lineCounter.linePos(error?.pos[0] ?? document.contents?.range?.[0] ?? 0)
    const notYaml = (message: string): NotYaml => new NotYaml(message, text.split('\n')[line - 1]?.trim() ?? '')
    const input = error === undefined ? asJson(() => document.toJS(), notYaml) : notYaml(error.message)
    yield [{ input, position: `${file}:${line}` }]
  }
}

/** A document as JSON, unless its aliases lead nowhere, around, or to more than a document may hold. */
function asJson(read: () => unknown, notYaml: (message: string) => NotYaml): string | NotYaml {
  try {
    return JSON.stringify(versionAsText(read()))
  } catch (error) {
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return notYaml(message)
  }
}

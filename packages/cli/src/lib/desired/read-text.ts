import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CommandError, UsageError } from '../command-error.ts'
import { textOf, textOfFile } from '../text/whole-text.ts'

/** A document, and where it stands. */
export interface TextOfFile {
  readonly path: string
  readonly text: string
}

/** Stdin is read once, and may be asked for as a plan and as a template. */
let stdin: Promise<string> | undefined

/**
 * Reads a document: a file, stdin for `-`, or the one template in the output folder of the CDK.
 *
 * @throws {@link CommandError} when it cannot be read; {@link UsageError} when the folder holds no template, or several
 */
export async function readText(path: string): Promise<TextOfFile> {
  try {
    if (path === '-') {
      stdin ??= textOf(process.stdin)
      return { path: 'stdin', text: await stdin }
    }
    const file = (await stat(path)).isDirectory() ? await templateIn(path) : path
    return { path: file, text: await textOfFile(file) }
  } catch (cause) {
    if (cause instanceof CommandError) throw cause
    throw new CommandError(`cannot read ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

async function templateIn(folder: string): Promise<string> {
  const templates = (await readdir(folder)).filter((name) => name.endsWith('.template.json')).sort()
  const [template] = templates
  if (template !== undefined && templates.length === 1) return join(folder, template)
  if (template === undefined) throw new UsageError(`the folder ${folder} holds no template of the CDK, *.template.json`)
  throw new UsageError(`the folder ${folder} holds several templates; name one of ${templates.join(', ')}`)
}

import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CommandError, UsageError } from '../command-error.ts'
import { bytesOfFile, textOf, utf8Of } from '../text/whole-text.ts'

/** A document, and where it stands. */
export interface TextOfFile {
  readonly path: string
  readonly text: string
}

/** Stdin is read once, and may be asked for as a plan and as a template. */
let stdin: Promise<string> | undefined

/** The names of templates and Serverless configurations, as their tools look for them in a folder. */
const usualNames = /^(?:template\.(?:ya?ml|json)|serverless\.(?:ya?ml|json)|.+\.template\.json)$/

/**
 * Reads a document: a file, stdin for `-`, or the one template in a folder.
 *
 * @throws {@link CommandError} when it cannot be read; {@link UsageError} when the folder holds no template, or several
 */
export async function readText(path: string): Promise<TextOfFile> {
  try {
    if (path === '-') {
      stdin ??= textOf(process.stdin)
      return { path: 'stdin', text: await stdin }
    }
    if (terraformName.test(path)) throw new UsageError(forTerraform(path))
    if (programName.test(path)) throw new UsageError(forServerless(path))
    const file = (await stat(path)).isDirectory() ? await templateIn(path) : path
    const bytes = await bytesOfFile(file)
    if (isTerraformOutput(bytes)) throw new UsageError(forTerraform(file))
    return { path: file, text: utf8Of(bytes) }
  } catch (cause) {
    if (cause instanceof CommandError) throw cause
    throw new CommandError(`cannot read ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

async function templateIn(folder: string): Promise<string> {
  const templates = await templatesIn(folder)
  const [template] = templates
  if (template !== undefined && templates.length === 1) return join(folder, template)
  if (template !== undefined)
    throw new UsageError(`the folder ${folder} holds several templates; name one of ${templates.join(', ')}`)
  const names = await readdir(folder)
  if (names.some((name) => terraformName.test(name))) throw new UsageError(forTerraform(folder))
  const program = names.find((name) => /^serverless\./.test(name) && programName.test(name))
  if (program !== undefined) throw new UsageError(forServerless(join(folder, program)))
  throw new UsageError(`the folder ${folder} holds no template.yaml, serverless.yml, or *.template.json of the CDK`)
}

/** The templates of a folder, and of the stages in it, for which the CDK writes folders in its own. */
async function templatesIn(folder: string): Promise<readonly string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const ofStages = entries
    .filter((entry) => entry.isDirectory() && entry.name.startsWith('assembly-'))
    .map(async ({ name: stage }) => (await templatesIn(join(folder, stage))).map((name) => join(stage, name)))
  const own = entries.map(({ name }) => name).filter((name) => usualNames.test(name))
  return [...own, ...(await Promise.all(ofStages)).flat()]
}

const terraformName = /\.tf(?:\.json)?$/
const programName = /\.[cm]?[jt]s$/

/** A saved plan, which is an archive, or the messages that `terraform plan -json` prints. */
function isTerraformOutput(bytes: Buffer): boolean {
  return ['PK\u0003\u0004', '{"@level"'].some((start) => bytes.toString('latin1', 0, start.length) === start)
}

function forServerless(path: string): string {
  return `${path} is a program; give what 'serverless print --format json' prints`
}

function forTerraform(path: string): string {
  return `${path} is Terraform's; give what 'terraform show -json' prints, of a plan or of the state`
}

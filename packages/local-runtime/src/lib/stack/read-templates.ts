import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import {
  parameterProblems,
  parseTemplate,
  readStack,
  type StackReading,
  type TemplateContext,
} from '@async-invoke/config-client/templates'
import { onOneLine } from '@async-invoke/schemas/internal'
import { isObject, type JsonObject } from '../http/json-body.ts'

/** A template of CloudFormation or SAM, or one of the stacks of a `cdk.out`. */
export interface ReadTemplate {
  readonly stackName: string
  readonly reading: StackReading
  /** Absolute path of the folder to which the paths of code are relative. */
  readonly folder: string
  /** Paths of the CDK's assets relative to the folder, by the key of their object. */
  readonly assets: Readonly<Record<string, string>>
}

/** The templates of a path, and the files that they were read from. */
export interface ReadTemplates {
  readonly templates: readonly ReadTemplate[]
  readonly files: readonly string[]
}

/** Files that a folder is looked for, the first one that exists wins: a `cdk.out`, or the folder of a template. */
const entries = ['manifest.json', 'template.yaml', 'template.yml', 'template.json']

/**
 * Reads the template at a path: a file, the folder around it, or a `cdk.out` with all its stacks.
 *
 * @throws {@link Error} that names the file which cannot be read
 */
export async function readTemplates(path: string, context: TemplateContext): Promise<ReadTemplates> {
  const absolute = resolve(path)
  const file = (await isFolder(absolute)) ? await entryOf(absolute) : absolute
  const isAssembly = basename(file) === 'manifest.json'
  const located = isAssembly ? await stacksOf(file) : [{ file, stackName: nameOf(file) }]
  const read = await Promise.all(located.map((each) => readOne(each, context, isAssembly)))
  const [problem] = parameterProblems(
    read.map(({ document }) => document),
    context.parameters ?? {},
  )
  if (problem !== undefined) throw new Error(`${file} ${problem}`)
  const templates = read.map(({ template }) => template)
  return { templates, files: [...new Set([file, ...located.map((each) => each.file)])] }
}

interface Located {
  readonly file: string
  readonly stackName: string
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`${path} cannot be read: ${cause.code}`, { cause })
  })
  return found.isDirectory()
}

async function entryOf(folder: string): Promise<string> {
  for (const name of entries) {
    const path = join(folder, name)
    if (await stat(path).catch(() => undefined)) return path
  }
  throw new Error(`${folder} has none of ${entries.join(', ')}`)
}

/** A template alone does not name its stack: its folder does. */
function nameOf(file: string): string {
  const folder = dirname(file)
  const owner = folder.endsWith(join('.aws-sam', 'build')) ? dirname(dirname(folder)) : folder
  return basename(owner).replaceAll(/[^a-zA-Z0-9-]/g, '-') || 'stack'
}

/** @param mayBeEmpty - as a stack of the CDK may be; another file without resources is no template */
async function readOne(
  { file, stackName }: Located,
  context: TemplateContext,
  mayBeEmpty: boolean,
): Promise<{ readonly template: ReadTemplate; readonly document: JsonObject }> {
  const folder = dirname(file)
  try {
    const document = await parseTemplate(await readFile(file, 'utf8'))
    if (!mayBeEmpty && !Object.hasOwn(document, 'Resources')) throw new Error('it is no template: it has no Resources')
    const reading = readStack(document, { ...context, stackName })
    return { template: { stackName, reading, folder, assets: await assetsOf(file) }, document }
  } catch (cause) {
    const reason = onOneLine(cause instanceof Error ? cause.message : String(cause))
    throw new Error(`${file} cannot be read: ${reason}`, { cause })
  }
}

/** The stacks of a cloud assembly of the CDK, those of its stages included. */
async function stacksOf(manifest: string, around: readonly string[] = []): Promise<readonly Located[]> {
  if (around.includes(manifest)) throw new Error(`${manifest} holds itself`)
  const folder = dirname(manifest)
  const { artifacts } = await readJson(manifest)
  if (!isObject(artifacts)) throw new Error(`${manifest} is none of the CDK: it has no artifacts`)
  const stacks: Located[] = []
  for (const [id, artifact] of Object.entries(artifacts)) {
    const { type, properties } = isObject(artifact) ? artifact : {}
    const { templateFile, directoryName, stackName } = isObject(properties) ? properties : {}
    if (type === 'aws:cloudformation:stack' && typeof templateFile === 'string')
      stacks.push({ file: join(folder, templateFile), stackName: typeof stackName === 'string' ? stackName : id })
    if (type === 'cdk:cloud-assembly' && typeof directoryName === 'string')
      stacks.push(...(await stacksOf(join(folder, directoryName, 'manifest.json'), [...around, manifest])))
  }
  return stacks
}

/** The manifest of assets that the CDK writes beside a template; a template without one has no assets. */
async function assetsOf(file: string): Promise<Readonly<Record<string, string>>> {
  const path = file.replace(/\.template\.json$/, '.assets.json')
  if (path === file || !(await stat(path).catch(() => undefined))) return {}
  const { files } = await readJson(path)
  const found = Object.values(isObject(files) ? files : {}).flatMap((asset) => {
    const { source, destinations } = isObject(asset) ? asset : {}
    const { path: own } = isObject(source) ? source : {}
    const keys = Object.values(isObject(destinations) ? destinations : {}).map((each) =>
      isObject(each) ? each.objectKey : undefined,
    )
    return keys.flatMap((key) => (typeof key === 'string' && typeof own === 'string' ? [[key, own] as const] : []))
  })
  return Object.fromEntries(found)
}

async function readJson(path: string): Promise<JsonObject> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    return isObject(value) ? value : {}
  } catch (cause) {
    const reason = onOneLine(cause instanceof Error ? cause.message : String(cause))
    throw new Error(`${path} cannot be read: ${reason}`, { cause })
  }
}

import { readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { TemplateResource } from '@async-invoke/config-client/templates'
import type { CodeStore } from '../functions/code-store.ts'
import { writeZip } from '../functions/write-zip.ts'
import { isObject } from '../http/json-body.ts'
import type { FunctionOptions } from '../options/local-runtime-options.ts'
import { NotServed } from './not-served.ts'
import type { ReadTemplate } from './read-templates.ts'

type CodeOptions = Pick<FunctionOptions, 'file' | 'exportName' | 'directory'>

/**
 * Locates the code of a function of a template: a folder or an entry of esbuild that runs in place, an archive or inline
 * code that is unpacked.
 *
 * @throws {@link NotServed} if it is not on this machine
 */
export async function codeOfFunction(
  resource: TemplateResource,
  template: ReadTemplate,
  code: CodeStore,
): Promise<CodeOptions> {
  const { properties, unknown } = resource
  const lost = unknown.find(({ member }) => member === 'Code')
  if (properties.PackageType === 'Image' || (isObject(properties.Code) && properties.Code.ImageUri !== undefined))
    throw new NotServed('its code is an image, which needs a container')
  if (isObject(properties.Code) && typeof properties.Code.ZipFile === 'string')
    return { directory: await unpackInline(properties.Code.ZipFile, String(properties.Runtime), code) }
  const path = pathOf(resource, 'Code', template)
  if (path === undefined) throw new NotServed(lost === undefined ? 'its code is not on this machine' : lost.reason)
  const entry = await entryOfBuild(resource, path)
  if (entry !== undefined) return entry
  return { directory: await folderOf(path, code) }
}

/**
 * The folder of a layer of a template.
 *
 * @throws {@link NotServed} if it is not on this machine
 */
export async function folderOfLayer(
  resource: TemplateResource,
  template: ReadTemplate,
  code: CodeStore,
): Promise<string> {
  const path = pathOf(resource, 'Content', template)
  if (path === undefined) throw new NotServed('its content is not on this machine')
  return folderOf(path, code)
}

/** The path of an asset or a local file, as the CDK, SAM and `aws cloudformation package` name it. */
function pathOf(
  { properties, metadata }: TemplateResource,
  member: 'Code' | 'Content',
  { folder, assets }: ReadTemplate,
): string | undefined {
  const asset = metadata['aws:asset:path']
  if (metadata['aws:asset:property'] === member && typeof asset === 'string') return resolve(folder, asset)
  const value = properties[member]
  if (typeof value === 'string') return value.startsWith('s3://') ? undefined : resolve(folder, value)
  const key = isObject(value) ? value.S3Key : undefined
  const own = typeof key === 'string' && Object.hasOwn(assets, key) ? assets[key] : undefined
  if (own !== undefined) return resolve(folder, own)
  // SAM takes the template's folder where a function says nothing of its code.
  return value === undefined && member === 'Code' && !isCdk(metadata) ? folder : undefined
}

function isCdk(metadata: TemplateResource['metadata']): boolean {
  return metadata['aws:cdk:path'] !== undefined
}

async function folderOf(path: string, code: CodeStore): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new NotServed(`there is no ${path}; build the template first`)
  if (found.isDirectory()) return path
  if (!/\.(?:zip|jar)$/.test(path)) throw new NotServed(`${path} is neither a folder nor an archive`)
  return (await code.ofArchive(await readFile(path))).directory
}

async function unpackInline(text: string, runtime: string, code: CodeStore): Promise<string> {
  const path = runtime.startsWith('python') ? 'index.py' : 'index.js'
  const archive = await writeZip([{ path, content: Buffer.from(text), executable: false }])
  return (await code.ofArchive(archive)).directory
}

const scripts = ['.ts', '.mts', '.cts', '.tsx', '.jsx', '.js', '.mjs', '.cjs']

/**
 * The entry of esbuild that a handler names. A template that was not built names the sources, which run in place; a built
 * one has no such entry any more.
 */
async function entryOfBuild(
  { properties, metadata }: TemplateResource,
  folder: string,
): Promise<CodeOptions | undefined> {
  const { BuildMethod, BuildProperties } = metadata
  const points = isObject(BuildProperties) ? BuildProperties.EntryPoints : undefined
  if (BuildMethod !== 'esbuild' || !Array.isArray(points)) return undefined
  const [, module = '', exportName] = /^(.*?)\.([^./]+)$/.exec(String(properties.Handler)) ?? []
  const paths = points
    .filter((point) => typeof point === 'string')
    .flatMap((point) => (/\.\w+$/.test(point) ? [point] : scripts.map((extension) => point + extension)))
    .filter((point) => basename(point).replace(/\.\w+$/, '') === basename(module))
  for (const path of paths) {
    const file = join(folder, path)
    if (exportName !== undefined && (await stat(file).catch(() => undefined))) return { file, exportName }
  }
  return undefined
}

import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RunTarget } from './run-target.ts'

/** Folder of the program in a Node.js environment, as `/var/runtime` is in Lambda. */
export const runtimeDirectory = fileURLToPath(new URL('../node', import.meta.url))

/** Where Lambda unpacks layers. Without layers here, a container may have it. */
const opt = '/opt'

/**
 * Search paths of a function's runtime, in Lambda's order: this machine's programs, then the layers, then the runtime,
 * then the code (RUN-6). The folders of layers take the place of `/opt`; a later layer comes first, since it overwrites
 * earlier ones in Lambda.
 *
 * @param shell - variables of this machine, whose programs stay usable
 */
export function buildSearchPaths(
  { runtime, directory, layers }: Pick<RunTarget, 'runtime' | 'directory' | 'layers'>,
  shell: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const inLayers = (...paths: readonly string[]): readonly string[] =>
    (layers.length === 0 ? [opt] : layers.toReversed()).flatMap((layer) => paths.map((path) => join(layer, path)))
  const version = /\d+(\.\d+)?/.exec(runtime)?.[0]
  return {
    PATH: pathOf([shell.PATH, ...inLayers('bin')]),
    LD_LIBRARY_PATH: pathOf([
      shell.LD_LIBRARY_PATH,
      ...[runtimeDirectory, join(runtimeDirectory, 'lib'), directory, join(directory, 'lib')],
      ...inLayers('lib'),
    ]),
    ...(runtime.startsWith('nodejs') && {
      NODE_PATH: pathOf([
        ...inLayers(`nodejs/node${version}/node_modules`, 'nodejs/node_modules'),
        ...[join(runtimeDirectory, 'node_modules'), runtimeDirectory, directory],
      ]),
    }),
    ...(runtime.startsWith('python') && {
      PYTHONPATH: pathOf([...inLayers(`python/lib/python${version}/site-packages`, 'python'), runtimeDirectory]),
    }),
  }
}

/**
 * Finds a path of Lambda's file system on this machine: below `/opt` in the newest layer that has it, below `/var/task`
 * in the folder of the code. Any other path stays as it is.
 */
export function locate(
  path: string,
  { directory, layers }: Pick<RunTarget, 'directory' | 'layers'>,
  exists: (path: string) => boolean,
): string {
  if (exists(path)) return path
  const roots: readonly (readonly [prefix: string, folders: readonly string[]])[] = [
    [`${opt}/`, layers.toReversed()],
    ['/var/task/', [directory]],
  ]
  for (const [prefix, folders] of roots)
    for (const folder of path.startsWith(prefix) ? folders : []) {
      const local = join(folder, path.slice(prefix.length))
      if (exists(local)) return local
    }
  return path
}

function pathOf(folders: readonly (string | undefined)[]): string {
  return folders.filter((folder) => folder !== undefined && folder !== '').join(delimiter)
}

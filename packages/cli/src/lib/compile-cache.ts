import { userInfo } from 'node:os'
import { join } from 'node:path'

/**
 * Folder in which Node.js keeps the command's own modules compiled, so that they start faster: below the caches of this user,
 * since code is read from it. `NODE_COMPILE_CACHE` names another, and `NODE_DISABLE_COMPILE_CACHE=1` keeps Node.js from using
 * any.
 *
 * @param home - the user's folder, empty without one; not that of `HOME`, which may be another user's under sudo
 * @returns `undefined` without a folder of the user
 */
export function compileCacheFolder(
  { NODE_COMPILE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home = homeOfUser(),
): string | undefined {
  if (NODE_COMPILE_CACHE) return NODE_COMPILE_CACHE
  if (home === '') return undefined
  if (platform === 'win32') return join(LOCALAPPDATA || home, 'async-invoke', 'compiled')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'async-invoke')
  return join(XDG_CACHE_HOME || join(home, '.cache'), 'async-invoke')
}

/** The folder of this user, as the system knows it; empty without one. */
function homeOfUser(): string {
  try {
    return userInfo().homedir
  } catch {
    // A container may run as a user whom the system does not know.
    return ''
  }
}

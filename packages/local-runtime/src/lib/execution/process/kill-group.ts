import type { ChildProcess } from 'node:child_process'

/**
 * Kills a process and its children by its process group, whose id stays reserved while any member lives. If there is no
 * such group, kills the process alone: all members have exited, or the process leads no group.
 *
 * @throws any other error of the system
 */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // macOS reports EPERM for a process group that contains only zombies.
    if (code !== 'ESRCH' && !(code === 'EPERM' && process.platform === 'darwin')) throw error
    child.kill('SIGKILL')
  }
}

import type { ChildProcess } from 'node:child_process'

/**
 * Kills a process and what it has started: all of its process group, whose number lasts as long as one of them lives.
 * Throws what the system says other than that there is no such group: then none is left, or the system has no groups.
 */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // macOS says EPERM of a group of which only ends are left that nobody has asked about yet.
    if (code !== 'ESRCH' && !(code === 'EPERM' && process.platform === 'darwin')) throw error
    child.kill('SIGKILL')
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { SharedUse } from './shared-use.ts'

/**
 * Reads lines `+ PID` and `- PID`, and kills every process group still on the list when its input ends for any reason.
 */
const script = `
list=' '
while read -r sign pid; do
  case $sign in
    +) list="$list$pid " ;;
    -) list="\${list%% $pid *} \${list#* $pid }" ;;
  esac
done
for pid in $list; do kill -9 -"$pid" 2>/dev/null; done
`

/**
 * Kills the environments when this process dies, even by SIGKILL: a shell in a session of its own keeps the list of
 * processes and sees its input end with this one. All runtimes of this process share it. POSIX systems only.
 */
class OrphanGuard {
  readonly #use = new SharedUse(() => this.#end())
  readonly #pids = new Set<number>()
  #shell: ChildProcess | undefined

  /** Keeps the shell from now on: it is there before there is a process to watch. The function that it returns ends that, once. */
  keep(): () => void {
    const release = this.#use.keep()
    if (this.#shell === undefined) this.#start()
    return release
  }

  watch(pid: number): void {
    this.#pids.add(pid)
    this.#shell?.stdin?.write(`+ ${pid}\n`)
  }

  release(pid: number): void {
    this.#pids.delete(pid)
    this.#shell?.stdin?.write(`- ${pid}\n`)
  }

  #start(): void {
    const shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: {} })
    // The runtime works without the guard if the shell cannot be started, and starts another one where it has been killed.
    const forget = (): void => {
      if (this.#shell === shell) this.#shell = undefined
    }
    shell.once('error', forget).once('exit', forget)
    shell.stdin?.on('error', () => {})
    shell.unref()
    this.#shell = shell
    for (const pid of this.#pids) this.watch(pid)
  }

  #end(): void {
    this.#shell?.stdin?.end()
    this.#shell = undefined
  }
}

/** The guard of this process. */
export const orphanGuard = new OrphanGuard()

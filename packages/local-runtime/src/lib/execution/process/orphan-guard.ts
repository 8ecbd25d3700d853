import { type ChildProcess, spawn } from 'node:child_process'

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
 * Kills the environments when the runtime dies, even by SIGKILL: a shell in a session of its own keeps the list of
 * processes and sees its input end with the runtime. POSIX systems only.
 */
export class OrphanGuard {
  #shell: ChildProcess | undefined

  /** Starts the shell, before there is a process to watch. */
  start(): void {
    this.#shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: {} })
    // The runtime works without the guard if the shell cannot be started.
    this.#shell.on('error', () => {})
    this.#shell.stdin?.on('error', () => {})
    this.#shell.unref()
  }

  watch(pid: number): void {
    this.#shell?.stdin?.write(`+ ${pid}\n`)
  }

  release(pid: number): void {
    this.#shell?.stdin?.write(`- ${pid}\n`)
  }

  close(): void {
    this.#shell?.stdin?.end()
  }
}

import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Reads `+ PID` and `- PID` lines; when its input ends, whatever the reason, it kills every process group that is still
 * on its list.
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
 * Lets no environment outlive the runtime, not even when the runtime is killed without a chance to clean up: a shell of
 * its own session holds the list of processes, and sees its input end when the runtime is gone. POSIX systems only.
 */
export class OrphanGuard {
  readonly #shell: ChildProcess

  constructor() {
    this.#shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: {} })
    // A guard that cannot be started guards nothing; the runtime works all the same.
    this.#shell.on('error', () => {})
    this.#shell.stdin?.on('error', () => {})
    this.#shell.unref()
  }

  watch(pid: number): void {
    this.#shell.stdin?.write(`+ ${pid}\n`)
  }

  release(pid: number): void {
    this.#shell.stdin?.write(`- ${pid}\n`)
  }

  close(): void {
    this.#shell.stdin?.end()
  }
}

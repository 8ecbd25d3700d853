import { readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { CommandError } from '../command-error.ts'

/** This process: its id, which another one may have after it, and when it started. */
const self = `${process.pid} ${Math.trunc(performance.timeOrigin)}`

/** How long a lock may be empty, since a file is there before its text. */
const pauseMs = 10
const emptyPauses = 30

/**
 * Takes a lock, which is a file that names its process. The lock of a process which is gone is taken over, by one process
 * alone.
 *
 * @returns releases it
 * @throws {@link CommandError} when a running process has it, or it cannot be created
 */
export async function takeLock(path: string): Promise<() => Promise<void>> {
  for (;;) {
    if (await created(path)) return () => removeLock(path, self)
    const owner = await ownerOf(path)
    if (owner === undefined) continue
    if (isRunning(owner)) {
      const [pid] = owner.split(' ')
      throw new CommandError(`process ${pid} is using the journal; wait for it, or name another with --journal`)
    }
    await removeAlone(path, owner)
  }
}

/** Removes the lock of a process that is gone. While a process holds the claim, no other one removes the lock. */
async function removeAlone(path: string, owner: string): Promise<void> {
  const claim = `${path}.claim`
  if (await created(claim)) {
    await removeLock(path, owner)
    await rm(claim, { force: true })
    return
  }
  const other = await ownerOf(claim)
  if (other !== undefined && isRunning(other)) await wait(pauseMs)
  else await rm(claim, { force: true })
}

/** Removes a lock unless it has another owner by now. */
async function removeLock(path: string, owner: string): Promise<void> {
  if ((await textOf(path)) === owner) await rm(path, { force: true })
}

async function created(path: string): Promise<boolean> {
  try {
    await writeFile(path, self, { flag: 'wx' })
    return true
  } catch (cause) {
    const code = codeOf(cause)
    if (code === 'EEXIST') return false
    throw new CommandError(`cannot create ${path}: ${code ?? cause}`, { cause })
  }
}

/** The owner of a lock; `undefined` if the lock is gone. */
async function ownerOf(path: string): Promise<string | undefined> {
  let text = await textOf(path)
  for (let paused = 0; text === '' && paused < emptyPauses; paused += 1) {
    await wait(pauseMs)
    text = await textOf(path)
  }
  return text
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const code = codeOf(cause)
    if (code === 'ENOENT') return undefined
    throw new CommandError(`cannot read ${path}: ${code ?? cause}`, { cause })
  }
}

function isRunning(owner: string): boolean {
  const [pid = '', started] = owner.split(' ')
  // A container gives its process the same id at each start.
  if (Number(pid) === process.pid) return started === undefined || owner === self
  if (!/^[1-9]\d*$/.test(pid)) return false
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

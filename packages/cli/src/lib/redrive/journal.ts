import { type FileHandle, open, readFile, rm } from 'node:fs/promises'
import { CommandError } from '../command-error.ts'
import { refuseNamedPipe } from '../named-pipe.ts'
import { takeLock } from './journal-lock.ts'

/** A line of the journal. `key` names the message or document. */
export type Entry =
  /** Received: hidden in the queue until its receipt shows or deletes it. */
  | { readonly type: 'held'; readonly key: string; readonly receipt: string }
  /** About to be sent. Without `sent` or `failed` after it, a kill has cut it off, and it may have been sent. */
  | {
      readonly type: 'sending'
      readonly key: string
      readonly hash: string
      readonly redrives: number
      readonly isRepeat?: true
    }
  /** Accepted with a 202 under this request id. */
  | { readonly type: 'sent'; readonly key: string; readonly requestId: string; readonly redrives: number }
  | { readonly type: 'failed'; readonly key: string; readonly error: string }
  /** Written to the file of events that failed again. */
  | { readonly type: 'quarantined'; readonly key: string }
  /** Deleted from the queue. */
  | { readonly type: 'deleted'; readonly key: string }

/** State of one message or document. `in-flight`: it may have been sent, and is sent again. */
export type State = 'in-flight' | 'sent' | 'quarantined'

/** The state that a journal has recorded, and the file that goes on. */
export interface Journal {
  /** State of a key; undefined: it has not been sent, or its sending failed. */
  stateOf(key: string): State | undefined
  /** How often the event behind a request id has been redriven; 0 if the request is not one of the journal. */
  redrivesOf(requestId: string | undefined): number
  /** Receipts of messages that a killed run has left hidden. */
  receipts(): ReadonlyMap<string, string>
  /** Adds an entry, and resolves once it is on disk. Entries of one moment share a write. */
  add(entry: Entry): Promise<void>
  /** Closes the file, and removes one that is new and has no entry. */
  close(): Promise<void>
}

/**
 * Opens a journal, or creates it.
 *
 * @throws {@link CommandError} when it cannot be read or written, or a running process has it
 */
export async function openJournal(path: string): Promise<Journal> {
  const release = await takeLock(`${path}.lock`)
  const states = new Map<string, State>()
  const redrives = new Map<string, number>()
  const receipts = new Map<string, string>()
  const remember = (entry: Entry): void => {
    const { key } = entry
    if (entry.type === 'held') receipts.set(key, entry.receipt)
    else if (entry.type === 'sending') states.set(key, 'in-flight')
    else if (entry.type === 'failed') states.delete(key)
    else if (entry.type === 'deleted') receipts.delete(key)
    else states.set(key, entry.type)
    if (entry.type === 'sent') redrives.set(entry.requestId, entry.redrives)
  }
  let file: FileHandle
  let isThere = true
  try {
    refuseNamedPipe(path)
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      isThere = false
      return ''
    })
    const lines = text.split('\n')
    // A kill may cut the last line; nothing that needs it has been done.
    lines.pop()
    for (const [index, line] of lines.entries()) if (line !== '') remember(parseEntry(line, path, index + 1))
    file = await open(path, 'a', 0o600)
    if (text !== '' && !text.endsWith('\n'))
      await file.truncate(Buffer.byteLength(text) - Buffer.byteLength(text.slice(text.lastIndexOf('\n') + 1)))
  } catch (cause) {
    await release()
    if (cause instanceof CommandError) throw cause
    throw new CommandError(`cannot open --journal ${path}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
  }
  const write = createGroupWriter(file)
  return {
    stateOf: (key) => states.get(key),
    redrivesOf: (requestId) => (requestId === undefined ? 0 : (redrives.get(requestId) ?? 0)),
    receipts: () => receipts,
    async add(entry) {
      remember(entry)
      isThere = true
      await write(`${JSON.stringify(entry)}\n`)
    },
    async close() {
      await file.close()
      if (!isThere) await rm(path, { force: true })
      await release()
    },
  }
}

const types: readonly Entry['type'][] = ['held', 'sending', 'sent', 'failed', 'quarantined', 'deleted']

function parseEntry(line: string, path: string, number: number): Entry {
  try {
    const entry = JSON.parse(line) as Entry
    if (types.includes(entry.type) && typeof entry.key === 'string') return entry
  } catch {
    // Reported below, as every line that is no entry.
  }
  throw new CommandError(`line ${number} of the journal ${path} is no entry: ${line.slice(0, 80)}`)
}

/** Creates a writer that puts lines which come while it writes into one write and one flush. */
function createGroupWriter(file: FileHandle): (line: string) => Promise<void> {
  let waiting = ''
  let next: Promise<void> | undefined
  let current: Promise<void> = Promise.resolve()
  const flush = async (): Promise<void> => {
    await current.catch(() => {})
    const lines = waiting
    ;[waiting, next] = ['', undefined]
    await file.appendFile(lines)
    await file.datasync()
  }
  return (line) => {
    waiting += line
    if (next === undefined) {
      next = flush()
      current = next
    }
    return next
  }
}

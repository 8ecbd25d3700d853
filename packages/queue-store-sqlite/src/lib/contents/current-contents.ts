import { bytesSum } from '@async-invoke/engine/internal/item-sums'
import type { Journal } from '../journal/journal.ts'
import type { PendingItem } from '../journal/pending.ts'
import type { RecentBytes } from '../journal/recent-items.ts'
import type { ClaimNote } from '../tables/write-program.ts'
import type { ClaimContents, Content, ContentReader, WantedContents } from './read-contents.ts'
import { splitContents } from './split-contents.ts'

/** Items to hand out with one claim. */
export type ClaimMessage = ClaimNote & WantedContents

type Found = readonly (PendingItem | undefined)[]

/** Reads states and bodies from the journal, and from the database where the journal has nothing newer. */
export class CurrentContents {
  readonly #stored: ContentReader

  constructor(stored: ContentReader) {
    this.#stored = stored
  }

  ofClaim(wanted: WantedContents, journal: Journal | undefined): ClaimContents {
    const found = Array.from(wanted.seqs, (seq) => journal?.pending.find(seq))
    if (found.every((item) => item === undefined)) return this.#stored.intact(wanted) ?? this.#stored.each(wanted)
    const blob = new Uint8Array(wanted.sizes.reduce((sum, size) => sum + size, 0))
    const contents = [...splitContents(blob, wanted.sizes)]
    readRecent(contents, found, journal)
    this.#readStored(contents, found, wanted)
    // A part of the blob is not sent as it is: all of it would be copied with each.
    return contents.some(({ damaged }) => damaged) ? contents.map((content) => copied(content)) : blob
  }

  /** States, and the beginnings of bodies. */
  each(seqs: Float64Array, maxBodyBytes: number, journal: Journal | undefined): readonly Content[] {
    return Array.from(seqs, (seq) => {
      const item = journal?.pending.find(seq)
      if (journal === undefined || item === undefined) return copied(this.#stored.one(seq), maxBodyBytes)
      const body = item.body === undefined ? this.#stored.body(seq) : readAll(journal, item.body)
      const state = readAll(journal, item.state)
      return copied({ state: state.body, body: body.body, damaged: state.damaged || body.damaged }, maxBodyBytes)
    })
  }

  #readStored(contents: Content[], found: Found, { seqs, sizes }: WantedContents): void {
    const rest = [...found.keys()].filter((index) => found[index] === undefined)
    const wanted = {
      seqs: Float64Array.from(rest, (index) => seqs[index] as number),
      sizes: sizes.filter((_, at) => found[at >> 1] === undefined),
    }
    const stored = splitContents(this.#stored.intact(wanted) ?? this.#stored.each(wanted), wanted.sizes)
    for (const [at, index] of rest.entries()) fill(contents, index, stored[at] as Content)
    for (const [index, item] of found.entries())
      if (item !== undefined && item.body === undefined) fill(contents, index, this.#stored.body(seqs[index] as number))
  }
}

/** Bytes of the journal that follow each other there and in memory, to be read at once. */
interface Run {
  readonly from: RecentBytes
  readonly into: Uint8Array
  length: number
}

function readRecent(contents: Content[], found: Found, journal: Journal | undefined): void {
  let run: Run | undefined
  const read = (): void =>
    run && journal?.read(new Uint8Array(run.into.buffer, run.into.byteOffset, run.length), run.from.at)
  const add = (from: RecentBytes | undefined, into: Uint8Array): void => {
    if (from === undefined) return
    if (
      run !== undefined &&
      from.at === run.from.at + run.length &&
      into.byteOffset === run.into.byteOffset + run.length
    )
      run.length += into.length
    else {
      read()
      run = { from, into, length: into.length }
    }
  }
  for (const [index, item] of found.entries()) {
    const { state, body } = contents[index] as Content
    add(item?.state, state)
    add(item?.body, body)
  }
  read()
  for (const [index, item] of found.entries()) {
    const { state, body } = contents[index] as Content
    if (isDamaged(item?.state, state) || isDamaged(item?.body, body)) contents[index] = { state, body, damaged: true }
  }
}

const isDamaged = (from: RecentBytes | undefined, bytes: Uint8Array): boolean =>
  from !== undefined && (from.length !== bytes.length || from.sum !== bytesSum(bytes))

function readAll(journal: Journal, from: RecentBytes): Omit<Content, 'state'> {
  const body = new Uint8Array(from.length)
  journal.read(body, from.at)
  return { body, damaged: isDamaged(from, body) }
}

/** Puts what was read into the bytes of an item, which is damaged if it does not fit. */
function fill(contents: Content[], index: number, read: Omit<Content, 'state'> & Partial<Content>): void {
  const content = contents[index] as Content
  const { state = content.state, body, damaged } = read
  if (damaged || state.length !== content.state.length || body.length !== content.body.length)
    contents[index] = { state, body, damaged: true }
  else {
    content.state.set(state)
    content.body.set(body)
  }
}

const copied = ({ state, body, damaged }: Content, maxBodyBytes = body.length): Content => ({
  state: state.slice(),
  body: body.slice(0, maxBodyBytes),
  damaged,
})

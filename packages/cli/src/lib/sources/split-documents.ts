import { isUtf8 } from 'node:buffer'
import { CommandError } from '../command-error.ts'
import { refuseUtf16 } from '../text/whole-text.ts'

/** A document of a text, and the line that it begins on, from 1. Bytes where they are no UTF-8. */
export interface SplitDocument {
  readonly document: string | Uint8Array
  readonly line: number
}

/** Bytes of the longest document. A text of many may be longer. */
export const maxDocumentBytes = 64 * 1_024 * 1_024
/** Bytes in which the first line has to end in a text of one document on each line. */
const maxFirstLineBytes = 16 * 1_024 * 1_024
const lineFeed = 0x0a

/**
 * Splits a stream of text into its documents: one on each line if the first line is one, otherwise one after the other,
 * over several lines or on the same. Holds one document and one chunk at a time, and yields the documents of a chunk
 * together.
 *
 * @throws {@link CommandError} when a document is longer than {@link maxDocumentBytes}; `Error` for UTF-16
 */
export async function* splitDocuments(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly SplitDocument[]> {
  const source = chunks[Symbol.asyncIterator]()
  let { head, first } = await readHead(source)
  refuseUtf16(head)
  if (head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) head = head.subarray(3)
  const rest = { [Symbol.asyncIterator]: () => source }
  yield* first !== undefined && isWhole(first) ? splitLines(head, rest) : splitByDepth(head, rest)
}

/** Reads up to the end of the first line that is not blank, which is `undefined` where it has no end. */
async function readHead(
  source: AsyncIterator<Uint8Array>,
): Promise<{ readonly head: Buffer; readonly first: string | undefined }> {
  const read: Uint8Array[] = []
  let line: Uint8Array[] = []
  for (let length = 0; length < maxFirstLineBytes; ) {
    const { value: chunk, done } = await source.next()
    if (done) break
    read.push(chunk)
    length += chunk.length
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      const first = Buffer.concat([...line, chunk.subarray(start, end)])
        .toString()
        .trim()
      if (first !== '') return { head: Buffer.concat(read), first }
      line = []
      start = end + 1
    }
    line.push(chunk.subarray(start))
  }
  return { head: Buffer.concat(read), first: undefined }
}

/** A line that begins a document and does not end it is the first of several. An empty one can stand in either text. */
function isWhole(line: string): boolean {
  return !/^[[{]/.test(line) || /..[\]}]$/.test(line)
}

async function* splitLines(head: Buffer, rest: AsyncIterable<Uint8Array>): AsyncGenerator<readonly SplitDocument[]> {
  let line = 1
  let before: Buffer[] = []
  let length = 0
  for await (const chunk of startingWith(head, rest)) {
    const documents: SplitDocument[] = []
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      const part = chunk.subarray(start, end)
      addTo(documents, length === 0 ? part : Buffer.concat([...before, part]), line)
      if (length > 0) [before, length] = [[], 0]
      line += 1
      start = end + 1
    }
    if (start < chunk.length) {
      before.push(chunk.subarray(start))
      length = checkLength(length + chunk.length - start, line)
    }
    if (documents.length > 0) yield documents
  }
  const last: SplitDocument[] = []
  if (length > 0) addTo(last, Buffer.concat(before), line)
  if (last.length > 0) yield last
}

/** Splits after each object or array of the outermost level. What stands between them is a document of its own. */
async function* splitByDepth(head: Buffer, rest: AsyncIterable<Uint8Array>): AsyncGenerator<readonly SplitDocument[]> {
  let [line, startLine, depth, isInString, isEscaped] = [1, 1, 0, false, false]
  let before: Buffer[] = []
  let length = 0
  for await (const chunk of startingWith(head, rest)) {
    const documents: SplitDocument[] = []
    let start = 0
    const cut = (end: number): void => {
      addTo(documents, Buffer.concat([...before, chunk.subarray(start, end)]), startLine)
      ;[before, length, start, startLine] = [[], 0, end, line]
    }
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]
      if (byte === lineFeed) line += 1
      if (isInString) {
        if (isEscaped) isEscaped = false
        else if (byte === 0x5c) isEscaped = true
        else if (byte === 0x22) isInString = false
      } else if (byte === 0x22) isInString = depth > 0
      else if (byte === 0x7b || byte === 0x5b) {
        if (depth === 0) cut(at)
        depth += 1
      } else if ((byte === 0x7d || byte === 0x5d) && depth > 0) {
        depth -= 1
        if (depth === 0) cut(at + 1)
      }
    }
    if (start < chunk.length) {
      before.push(chunk.subarray(start))
      length = checkLength(length + chunk.length - start, startLine)
    }
    if (documents.length > 0) yield documents
  }
  const last: SplitDocument[] = []
  addTo(last, Buffer.concat(before), startLine)
  if (last.length > 0) yield last
}

async function* startingWith(head: Buffer, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  yield head
  for await (const { buffer, byteOffset, byteLength } of rest) yield Buffer.from(buffer, byteOffset, byteLength)
}

/** Adds a document unless it is blank. */
function addTo(documents: SplitDocument[], bytes: Buffer, line: number): void {
  if (!isUtf8(bytes)) documents.push({ document: bytes, line })
  else {
    const text = bytes.toString('utf8')
    const document = text.trim()
    if (document === '') return
    const blank = text.slice(0, text.indexOf(document[0] ?? ''))
    documents.push({ document, line: line + (blank.length === 0 ? 0 : blank.split('\n').length - 1) })
  }
}

function checkLength(length: number, line: number): number {
  if (length <= maxDocumentBytes) return length
  throw new CommandError(
    `the document at line ${line} is longer than ${maxDocumentBytes / 1_024 / 1_024} MB; write one on each line`,
  )
}

import { crc32 } from 'node:zlib'
import type { ProgramMessage } from '../tables/write-program.ts'

/** A program in the journal. */
export interface JournalRecord {
  /** Number of the commit that it is. */
  readonly number: number
  readonly program: ProgramMessage
}

/**
 * A record: crc32 of all that follows, its bytes, the salt, its number, how many numbers, bytes of contents, strings and bytes
 * of text it has; then the numbers, the contents, the lengths of the strings and their text. Everything begins at a multiple
 * of eight bytes, so that it can be read in place, in the byte order of the machine.
 */
export const headerBytes = 40

/** A larger record gains little from the journal: its time goes into its bytes. */
export const maxBytesOfRecord = 1_048_576

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8

/** Upper bound of the bytes of a program's record. */
export function maxRecordBytes({ numbers, strings, bytes }: ProgramMessage): number {
  let text = 0
  for (const string of strings) text += string.length * 3
  return headerBytes + numbers.byteLength + padded(bytes.length) + padded(strings.length * 4) + padded(text)
}

/** Writes a record to the beginning of an image that is large enough, and returns its bytes. */
export function writeRecord(image: Buffer, salt: number, { number, program }: JournalRecord): Buffer {
  const { numbers, strings, bytes } = program
  const { words, doubles } = viewsOf(image, 0, image.length)
  doubles.set(numbers, headerBytes / 8)
  let end = headerBytes + numbers.byteLength
  image.set(bytes, end)
  end += padded(bytes.length)
  for (let index = 0; index < strings.length; index += 1) words[end / 4 + index] = (strings[index] as string).length
  end += padded(strings.length * 4)
  const textBytes = image.write(strings.join(''), end, 'utf8')
  end += padded(textBytes)
  words[1] = end
  doubles[1] = salt
  doubles[2] = number
  words.set([numbers.length, bytes.length, strings.length, textBytes], 6)
  words[0] = crc32(image.subarray(4, end))
  return image.subarray(0, end)
}

/** Where the contents begin in the record of a program. */
export const contentsAt = ({ numbers }: ProgramMessage): number => headerBytes + numbers.byteLength

/** Reads the record at `at`, in place; `undefined` if there is none of this salt that is whole. */
export function readRecord(image: Buffer, at: number, salt: number): JournalRecord | undefined {
  const length = recordBytes(image.subarray(at)) ?? Number.POSITIVE_INFINITY
  if (at + length > image.length) return undefined
  const { words, doubles } = viewsOf(image, at, headerBytes)
  if (doubles[1] !== salt || crc32(image.subarray(at + 4, at + length)) !== (words[0] as number) >>> 0) return undefined
  return { number: doubles[2] as number, program: programAt(image, at, words) }
}

/** How many bytes a record has, by its header; `undefined` if it can be none. */
export function recordBytes(header: Buffer): number | undefined {
  if (header.length < headerBytes) return undefined
  const [, length = 0] = viewsOf(header, 0, headerBytes).words
  return length >= headerBytes && length <= maxBytesOfRecord && length % 8 === 0 ? length : undefined
}

function programAt(image: Buffer, at: number, words: Int32Array): ProgramMessage {
  const [numberCount = 0, contentBytes = 0, stringCount = 0, textBytes = 0] = words.subarray(6, headerBytes / 4)
  const buffer = image.buffer as ArrayBuffer
  const numbers = new Float64Array(buffer, image.byteOffset + at + headerBytes, numberCount)
  let end = at + headerBytes + numbers.byteLength
  const bytes = new Uint8Array(buffer, image.byteOffset + end, contentBytes)
  end += padded(contentBytes)
  const lengths = new Int32Array(buffer, image.byteOffset + end, stringCount)
  end += padded(stringCount * 4)
  const strings = splitText(image.toString('utf8', end, end + textBytes), lengths)
  return { numbers, strings, bytes, ends: [numberCount, stringCount, contentBytes] }
}

interface Views {
  readonly words: Int32Array
  readonly doubles: Float64Array
}

function viewsOf(image: Buffer, at: number, length: number): Views {
  const [from, whole] = [image.byteOffset + at, Math.floor(length / 8)]
  return {
    words: new Int32Array(image.buffer, from, whole * 2),
    doubles: new Float64Array(image.buffer, from, whole),
  }
}

function splitText(text: string, lengths: Int32Array): readonly string[] {
  let end = 0
  return Array.from(lengths, (length) => {
    end += length
    return text.slice(end - length, end)
  })
}

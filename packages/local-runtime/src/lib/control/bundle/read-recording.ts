import { gunzipSync } from 'node:zlib'
import { onOneLine, shorten } from '@async-invoke/schemas/internal'
import { checkTimeline, type Timeline } from '@async-invoke/schemas/timeline'
import { isObject } from '../../http/json-body.ts'
import { type Bundle, bundleFormat } from './bundle.ts'

/** What a file holds that can be looked at: a whole bundle, or timelines alone. */
export type Recording = Pick<Bundle, 'timelines'> & Partial<Omit<Bundle, 'timelines'>>

/** Size in bytes of what a compressed file may hold. */
const maxBytes = 512 * 1_048_576

/**
 * Reads a recording: a bundle, a timeline, several timelines as an array, or one on each line. Any of them may be compressed
 * with gzip.
 *
 * @param name - of the file, for messages
 * @throws Error with a sentence when it is none of these
 */
export function readRecording(bytes: Uint8Array, name: string): Recording {
  const document = parse(textOf(bytes, name), name)
  if (isObject(document) && document.format === bundleFormat) return bundleOf(document, name)
  const timelines = Array.isArray(document) ? document : [document]
  return { timelines: checkTimelines(timelines, '', name).toSorted(newestFirst) }
}

function textOf(bytes: Uint8Array, name: string): string {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new TextDecoder().decode(bytes)
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes }).toString()
  } catch (cause) {
    throw noRecording(name, `it cannot be decompressed: ${cause instanceof Error ? cause.message : cause}`, cause)
  }
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    if (lines.length < 2) throw noRecording(name, `it is not JSON: ${messageOf(cause)}`, cause)
    return lines.map((line, at) => {
      try {
        return JSON.parse(line)
      } catch (ofLine) {
        throw noRecording(name, `it is not JSON, nor is its line ${at + 1}: ${messageOf(ofLine)}`, ofLine)
      }
    })
  }
}

function bundleOf(document: Readonly<Record<string, unknown>>, name: string): Recording {
  if (document.version !== '1.0')
    throw noRecording(
      name,
      `its version is ${shorten(JSON.stringify(document.version) ?? 'missing')}, not "1.0"; update async-invoke`,
    )
  for (const [member, kind] of Object.entries(members)) {
    const value = document[member]
    const fits = kind === 'array' ? Array.isArray(value) : kind === 'object' ? isObject(value) : typeof value === kind
    if (!fits) throw noRecording(name, `its member ${member} is no ${kind}`)
  }
  for (const [place, fits] of Object.entries(inner)) if (!fits(document)) throw noRecording(name, `its ${place}`)
  const { graph } = document
  if (graph !== undefined && !(isObject(graph) && Array.isArray(graph.nodes) && Array.isArray(graph.edges)))
    throw noRecording(name, 'its member graph is no object with nodes and edges')
  checkTimelines(document.timelines as readonly unknown[], 'timelines', name)
  // The members that the page reads have been checked; the rest it shows as it is.
  return document as unknown as Bundle
}

const members = {
  ...{ createdAt: 'string', metrics: 'string' },
  ...{ contents: 'object', health: 'object', faults: 'object', payloads: 'object', logs: 'object' },
  ...{ functions: 'array', timelines: 'array', messages: 'array' },
} as const

/** What must hold of the members inside, each as the problem where it does not. */
const inner: Readonly<Record<string, (document: Readonly<Record<string, unknown>>) => boolean>> = {
  'member contents.leftOut is no object': ({ contents }) => isObject(contents) && isObject(contents.leftOut),
  'member functions has an element that is no object': ({ functions }) => isListOfObjects(functions),
  'member messages has an element that is no object': ({ messages }) => isListOfObjects(messages),
  'member logs has a member that is no array of objects': ({ logs }) =>
    Object.values(Object(logs)).every(isListOfObjects),
  'member payloads has a member that is no string': ({ payloads }) =>
    Object.values(Object(payloads)).every((each) => typeof each === 'string'),
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every(isObject)
}

function checkTimelines(values: readonly unknown[], path: string, name: string): readonly Timeline[] {
  for (const [at, value] of values.entries()) {
    const [issue] = checkTimeline(value)
    if (issue === undefined) continue
    const which = path === '' && values.length === 1 ? 'it' : `${path}[${at}]`
    throw noRecording(
      name,
      `${which} is ${path === '' ? 'neither a bundle nor' : 'not'} a timeline: ${`${issue.path} ${issue.message}`.trim()}`,
    )
  }
  return values as readonly Timeline[]
}

function newestFirst(a: Timeline, b: Timeline): number {
  return (a.acceptedAt ?? '') < (b.acceptedAt ?? '') ? 1 : -1
}

function noRecording(name: string, problem: string, cause?: unknown): Error {
  return new Error(`${name} cannot be shown: ${problem}`, { cause })
}

/** A parser quotes the text, with its lines. */
function messageOf(error: unknown): string {
  return onOneLine(error instanceof Error ? error.message : String(error))
}

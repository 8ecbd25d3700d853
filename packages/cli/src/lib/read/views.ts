import { errorOf, type OutcomeRow, subjectOf } from '../outcomes/row.ts'
import { lineWidth, safe, styled } from '../text/output.ts'
import { type Column, formatRow, shortenTo } from '../text/table.ts'
import type { Group } from './groups.ts'
import type { Bucket } from './histogram.ts'

const bar = '█'

const time: Column<OutcomeRow> = { title: 'TIME', of: (row) => toSeconds(row.time), width: 19 }
const subject: Column<OutcomeRow> = {
  title: 'FUNCTION',
  of: (row) => safe(row.kind === 'unrecognised' ? row.position : subjectOf(row)),
  width: 22,
}
const error: Column<OutcomeRow> = { title: 'ERROR', of: (row) => safe(errorOf(row) || reasonOf(row)), width: 0 }
const narrowColumns = [time, subject, error]
const wideColumns: readonly Column<OutcomeRow>[] = [
  time,
  subject,
  { title: 'REASON', of: reasonOf, width: 16 },
  { title: 'REQUEST ID', of: ({ requestId }) => safe(requestId), width: 36 },
  { title: 'FINGERPRINT', of: ({ fingerprint }) => fingerprint, width: 16 },
  error,
]
/** Characters of a line from which on the table has all its columns. */
const wide = 160

/** The head of the table. */
export function tableHead(): string {
  return styled('bold', formatRow(tableColumns(), lineWidth()))
}

/** An outcome as a line of the table. */
export function tableLine(row: OutcomeRow): string {
  return formatRow(tableColumns(), lineWidth(), row)
}

function tableColumns(): readonly Column<OutcomeRow>[] {
  return lineWidth() < wide ? narrowColumns : wideColumns
}

/**
 * An outcome as a card of several lines.
 *
 * @param text - of its event, or of a document that is not recognised
 */
export function card(row: OutcomeRow, text: string | undefined): string {
  const { requestId, condition, attempts, targetArn, fingerprint, position, kind } = row
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['time', toSeconds(row.time)],
    ['request', requestId],
    ['condition', condition],
    ['attempts', attempts?.toString()],
    ['error', errorOf(row)],
    ['at', innermostOf(row.error?.stack ?? [])],
    [kind === 'unrecognised' ? 'document' : 'event', text],
    ['target', targetArn],
    ['kind', kind],
    ['from', position],
    ['fingerprint', fingerprint],
  ]
  const lines = facts.flatMap(([name, value]) => (value ? [`  ${name.padEnd(11)}  ${cut(safe(value), 15)}`] : []))
  return [`${toneOf(row)(cut(safe(`${subjectOf(row)}  ${reasonOf(row)}`), 0))}`, ...lines, ''].join('\n')
}

/** The frame in which an error was thrown: Python lists it last, other runtimes first, after the message. */
function innermostOf(stack: readonly string[]): string | undefined {
  const ofPython = stack.findLast((frame) => /^\s*File "/.test(frame))
  return ofPython ?? (stack.find((frame) => /^\s*at /.test(frame)) ?? stack[0])?.replace(/^\s*at /, '')
}

/** A group as two lines: how often, what and when; the error below. */
export function groupLines(group: Group): string {
  const { count, reason, condition, first, last, fingerprint } = group
  const label = [group.subject, reason, condition].filter(Boolean).join('  ')
  const span = first === last ? toSeconds(first) : `${toSeconds(first)} … ${toSeconds(last)}`
  const indent = ' '.repeat(10)
  return [
    `${String(count).padStart(8)}  ${styled('bold', cut(safe(label), 10))}`,
    ...(group.error === undefined ? [] : [indent + cut(safe(group.error), 10)]),
    styled('dim', `${indent}${fingerprint}${span === '' ? '' : `  ${span}`}`),
  ].join('\n')
}

/** Lines of three empty buckets or more in a row. */
const gap = /(?:^\S+ \S+ +0\n){3,}/gm

/** Buckets as bars; an ellipsis stands for many empty ones in a row. */
export function histogramLines(buckets: readonly Bucket[]): string {
  const highest = Math.max(...buckets.map(({ count }) => count))
  const room = Math.max(Math.min(lineWidth(), 100) - 32, 1)
  const lines = buckets.map(({ start, count }) => {
    const length = count === 0 ? 0 : Math.max(1, Math.round((count / highest) * room))
    return `${toSeconds(start)}  ${String(count).padStart(8)}  ${bar.repeat(length)}`.trimEnd()
  })
  return lines.join('\n').replace(gap, '…\n')
}

function reasonOf({ reason, condition, kind }: OutcomeRow): string {
  return reason ?? condition ?? kind
}

function toneOf({ condition, kind }: OutcomeRow): (text: string) => string {
  return (text) => styled(condition === 'Success' ? 'green' : kind === 'unrecognised' ? 'yellow' : 'red', text)
}

/** The first line, shortened to what is left beside the indent. */
function cut(text: string, indent: number): string {
  const [line = ''] = text.trim().split('\n')
  return shortenTo(line, lineWidth() - indent)
}

/** A time without its fraction: `2026-02-10 09:15:00`. */
function toSeconds(time: string | undefined): string {
  return safe(time).replace('T', ' ').replace(/\.\d+/, '').replace(/Z$/, '')
}

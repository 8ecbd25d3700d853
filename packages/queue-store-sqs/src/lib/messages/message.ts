import { crc32 } from 'node:zlib'
import { bytesSum, nameSum } from '@async-invoke/engine/internal/item-sums'
import { isStored, type StoredBody } from '../bodies/stored-body.ts'
import { type Content, fromContent, toContent } from './content.ts'

/** An item as it travels: everything but where it is. */
export interface TravellingItem {
  readonly id: string
  readonly lane: string
  /** How often the item was handed out in the messages before this one. */
  readonly deliveries: number
  readonly state: Uint8Array
  readonly body: Uint8Array | StoredBody
}

/** A message as read. Damaged, it has whatever is left. */
export type ReadMessage = TravellingItem & { readonly isDamaged: boolean }

/** First line of a message. The rest is the body, unless an object holds it. */
interface Header {
  readonly 'async-invoke': 1
  readonly id: string
  readonly lane: string
  readonly deliveries: number
  readonly state: string
  readonly stateAs: Content['as']
  readonly bodyAs: Content['as'] | 's3'
  readonly bodyBytes: number
  readonly key?: string
  /** Checksums: of what else is in this line, of the state, and of the body. */
  readonly sums: readonly [number, number, number]
}

/** @param body - in place of the item's: its content, or where it is */
export function formatMessage(
  { id, lane, deliveries, state }: Omit<TravellingItem, 'body'>,
  body: (Content & Omit<StoredBody, 'key'>) | StoredBody,
): string {
  const { as: stateAs, value } = toContent(state)
  const { bytes: bodyBytes, sum } = body
  const about = { id, lane, deliveries, bodyBytes, ...('key' in body && { key: body.key }) }
  const header: Header = {
    ...{ 'async-invoke': 1, ...about, stateAs, state: value, bodyAs: 'key' in body ? 's3' : body.as },
    sums: [headerSum(about), bytesSum(state), sum],
  }
  return `${ascii(JSON.stringify(header))}\n${'key' in body ? '' : body.value}`
}

/** Reads a message; `undefined` if it is none of {@link formatMessage}. */
export function readMessage(text: string): ReadMessage | undefined {
  const end = text.indexOf('\n')
  const header = readHeader(end < 0 ? text : text.slice(0, end))
  if (header === undefined) return undefined
  const { id, lane, deliveries, bodyBytes, key, bodyAs, stateAs, sums } = header
  const state = fromContent({ as: stateAs, value: header.state })
  const body =
    bodyAs === 's3'
      ? { key: key ?? '', bytes: bodyBytes, sum: sums[2] }
      : fromContent({ as: bodyAs, value: text.slice(end + 1) })
  const isWhole =
    end >= 0 &&
    sums[0] === headerSum({ id, lane, deliveries, bodyBytes, ...(key !== undefined && { key }) }) &&
    sums[1] === bytesSum(state) &&
    (isStored(body) ? key !== undefined : body.length === bodyBytes && sums[2] === bytesSum(body))
  return { id, lane, deliveries, state, body, isDamaged: !isWhole }
}

function headerSum({
  id,
  lane,
  deliveries,
  bodyBytes,
  key = '',
}: Pick<Header, 'id' | 'lane' | 'deliveries' | 'bodyBytes' | 'key'>): number {
  return crc32(`${deliveries} ${bodyBytes} ${key}`, nameSum(id, lane))
}

function readHeader(line: string): Header | undefined {
  try {
    const header: unknown = JSON.parse(line)
    return isHeader(header) ? header : undefined
  } catch {
    return undefined
  }
}

const encodings: readonly unknown[] = ['text', 'base64']

function isHeader(value: unknown): value is Header {
  if (typeof value !== 'object' || value === null) return false
  const header = value as Partial<Record<keyof Header, unknown>>
  const { sums, deliveries, bodyBytes, key } = header
  return (
    header['async-invoke'] === 1 &&
    [header.id, header.lane, header.state].every((member) => typeof member === 'string') &&
    [deliveries, bodyBytes].every((member) => Number.isSafeInteger(member) && Number(member) >= 0) &&
    encodings.includes(header.stateAs) &&
    (header.bodyAs === 's3' || encodings.includes(header.bodyAs)) &&
    (key === undefined || typeof key === 'string') &&
    Array.isArray(sums) &&
    sums.length === 3 &&
    sums.every((sum) => typeof sum === 'number')
  )
}

/** Writes everything outside ASCII as escapes, which no protocol and no emulator refuses. */
function ascii(json: string): string {
  return json.replaceAll(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

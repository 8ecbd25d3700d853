import type { QueuedItem } from '@async-invoke/engine'
import { decodeState, defaultMaxWithoutOutcome, type ItemState, withoutOutcome } from '@async-invoke/engine/internal'

/** An item as `--json` prints it. */
export interface ItemView extends Omit<QueuedItem, 'state' | 'body'> {
  /** `unknown` if no engine has written the state. */
  readonly kind: ItemState['kind'] | 'unknown'
  /** True if it has been handed out so often without an outcome that engines do not run it. */
  readonly isPoison: boolean
  /** Its state: the function or target, attempts and times. */
  readonly state: ItemState | undefined
  /** The body, or its beginning, if it is text. */
  readonly body?: string
  /** The body, or its beginning, if it is no text. */
  readonly bodyBase64?: string
}

/** Reads the state and the body of an item. */
export function viewOf({ state: bytes, body, ...item }: QueuedItem): ItemView {
  const state = decodeState(bytes)
  const isPoison = state === undefined || withoutOutcome(state, item.deliveries) > defaultMaxWithoutOutcome
  return { ...item, kind: state?.kind ?? 'unknown', isPoison, state, ...textOf(body, item.bodyBytes) }
}

function textOf(body: Uint8Array, bodyBytes: number): Pick<ItemView, 'body' | 'bodyBase64'> {
  try {
    // A body that is cut off may end within a character.
    return { body: new TextDecoder('utf-8', { fatal: true }).decode(body, { stream: body.length < bodyBytes }) }
  } catch {
    return { bodyBase64: Buffer.from(body).toString('base64') }
  }
}

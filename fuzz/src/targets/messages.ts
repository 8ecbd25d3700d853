import { bytesSum } from '@async-invoke/engine/internal/item-sums'
import { toContent } from '../../../packages/queue-store-sqs/src/lib/messages/content.ts'
import { formatMessage, readMessage } from '../../../packages/queue-store-sqs/src/lib/messages/message.ts'
import { mutateBytes } from '../mutate-bytes.ts'
import type { Target } from '../target.ts'

const state = Buffer.from('{"kind":"event","attempts":0}')

const written = (id: string, body: Uint8Array): Uint8Array =>
  Buffer.from(
    formatMessage(
      { id, lane: 'function:f', deliveries: 2, state },
      { ...toContent(body), bytes: body.length, sum: bytesSum(body) },
    ),
  )

const target: Target = {
  promise: 'a message of a queue is read whole, or is known to be damaged or of another sender',
  seeds: () => [
    written('r-1', Buffer.from('{"orderId":"A-1"}\n')),
    written('ключ-😀', Buffer.from([0, 255, 13, 10])),
    Buffer.from(formatMessage({ id: 'r-2', lane: 'l', deliveries: 0, state }, { key: 'k', bytes: 2_000_000, sum: 7 })),
    Buffer.from('{"Records":[]}'),
  ],
  mutate: mutateBytes,
  async open() {
    return {
      attempt(input) {
        const message = readMessage(Buffer.from(input).toString())
        if (message === undefined || message.isDamaged || 'key' in message.body) return
        const { id, lane, deliveries, body } = message
        const content = { ...toContent(body), bytes: body.length, sum: bytesSum(body) }
        const again = readMessage(formatMessage({ id, lane, deliveries, state: message.state }, content))
        if (JSON.stringify(again) !== JSON.stringify(message))
          throw new Error('an item changed when it was written again')
      },
    }
  },
}

export default target

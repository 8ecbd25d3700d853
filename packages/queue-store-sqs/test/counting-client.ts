import type { SQSClient } from '@aws-sdk/client-sqs'

/** A client that counts its calls by operation. */
export function countingClient(client: SQSClient): { client: SQSClient; counts: Record<string, number> } {
  const counts: Record<string, number> = {}
  const proxy = new Proxy(client, {
    get(target, member) {
      const value = Reflect.get(target, member)
      if (member !== 'send' || typeof value !== 'function') return value
      return (command: object, ...rest: readonly unknown[]) => {
        const name = command.constructor.name.replace('Command', '')
        counts[name] = (counts[name] ?? 0) + 1
        return value.call(target, command, ...rest)
      }
    },
  })
  return { client: proxy, counts }
}

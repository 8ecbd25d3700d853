/** A client whose calls of one operation fail: the first `times` of them. */
export function failing<Client extends { send(...args: never[]): unknown }>(
  client: Client,
  operation: string,
  times = Number.POSITIVE_INFINITY,
  name = 'TimeoutError',
): Client {
  let left = times
  return new Proxy(client, {
    get(target, member) {
      const value = Reflect.get(target, member)
      if (member !== 'send' || typeof value !== 'function') return value
      return (command: object, ...rest: readonly unknown[]) => {
        if (!command.constructor.name.startsWith(operation) || left === 0) return value.call(target, command, ...rest)
        left -= 1
        const answered = name === 'TimeoutError' ? {} : { $metadata: { httpStatusCode: 403 } }
        return Promise.reject(Object.assign(new Error('injected'), { name, ...answered }))
      }
    },
  })
}

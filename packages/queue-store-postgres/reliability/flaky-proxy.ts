import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'

/**
 * How connections fare at the moment.
 *
 * - `open`: as they should.
 * - `stalled`: nothing passes, and nothing is lost.
 * - `half-open`: what the server sends is lost, also later on the same connection: requests arrive, answers do not.
 * - `slow`: each piece takes 30 ms.
 */
export type ProxyMode = 'open' | 'stalled' | 'half-open' | 'slow'

/** A TCP proxy whose connections can be cut, stalled, half-opened, slowed and held up. */
export interface FlakyProxy {
  readonly port: number
  mode: ProxyMode
  /** Cuts every connection. */
  cut(): void
  /** Holds half of the connections up. What is sent meanwhile arrives late, also if the client has gone. */
  holdUp(ms: number): void
  close(): Promise<void>
}

export async function startFlakyProxy(targetPort: number): Promise<FlakyProxy> {
  const sockets = new Set<Socket>()
  /** By client, when its connection goes on. */
  const heldUntilMs = new WeakMap<Socket, number>()
  const clients = new Set<Socket>()
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => other.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      clients.delete(socket)
    })
  }
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1')
    keep(client, upstream)
    keep(upstream, client)
    clients.add(client)
    const isHeld = (): boolean => proxy.mode === 'stalled' || (heldUntilMs.get(client) ?? 0) > Date.now()
    let isDeaf = false
    const pass = async (from: Socket, to: Socket, isAnswer: boolean): Promise<void> => {
      for await (const chunk of from) {
        while (isHeld()) await setTimeout(20)
        if (proxy.mode === 'slow') await setTimeout(30)
        if (isAnswer && proxy.mode === 'half-open') isDeaf = true
        if (!(isAnswer && isDeaf)) to.write(chunk)
      }
      to.end()
    }
    for (const passing of [pass(client, upstream, false), pass(upstream, client, true)]) passing.catch(() => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: FlakyProxy = {
    port: (server.address() as AddressInfo).port,
    mode: 'open',
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    holdUp(ms) {
      let isHeld = false
      for (const client of clients) {
        isHeld = !isHeld
        if (isHeld) heldUntilMs.set(client, Date.now() + ms)
      }
    },
    async close() {
      proxy.cut()
      server.close()
      await once(server, 'close')
    },
  }
  return proxy
}

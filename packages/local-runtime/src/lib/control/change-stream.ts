import { clearInterval, setInterval } from 'node:timers'
import type { ApiResponse } from '../http/api-request.ts'

/** Shortest time between two messages, and interval of comments that keep an idle connection open, in milliseconds. */
const [everyMs, idleMs] = [200, 30_000]

/** Streams the state of the runtime to everyone who watches it: server-sent events, a message at each change. */
export class ChangeStream {
  readonly #version: () => string
  readonly #state: () => Promise<object>
  readonly #watchers = new Set<(text: string) => void>()
  #timer: NodeJS.Timeout | undefined
  #sent = ''
  #quietMs = 0

  /**
   * @param version - a text that differs whenever there is something new
   * @param state - the data of a message
   */
  constructor(version: () => string, state: () => Promise<object>) {
    this.#version = version
    this.#state = state
  }

  /** Answers with a stream of messages: the state now, and again after each change. */
  answer(): ApiResponse {
    return {
      status: 200,
      headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' },
      stream: (write) => {
        this.#watchers.add(write)
        void this.#message().then(write)
        this.#timer ??= setInterval(() => void this.#look(), everyMs)
        return () => {
          this.#watchers.delete(write)
          if (this.#watchers.size === 0) this.close()
        }
      },
    }
  }

  close(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  async #look(): Promise<void> {
    const version = this.#version()
    this.#quietMs += everyMs
    if (version !== this.#sent) {
      this.#sent = version
      this.#send(await this.#message())
    } else if (this.#quietMs >= idleMs) this.#send(':\n\n')
  }

  async #message(): Promise<string> {
    return `data: ${JSON.stringify(await this.#state())}\n\n`
  }

  #send(text: string): void {
    this.#quietMs = 0
    for (const write of this.#watchers) write(text)
  }
}

import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** Longest line that is waited for; a longer one is cut into several. */
const longestLine = 262_144

/**
 * What a process writes, line by line; a line that has no end yet can be had when nothing more is to come. A carriage
 * return within a line begins a new line of the same entry, as in the service's own log: runtimes keep messages of
 * several lines together that way.
 */
export class OutputLines {
  readonly #input: Readable
  readonly #onLine: (line: string) => void
  readonly #decoder = new StringDecoder('utf8')
  #rest = ''

  constructor(input: Readable, onLine: (line: string) => void) {
    this.#input = input
    this.#onLine = onLine
    input.on('data', (bytes: Buffer) => this.#take(this.#decoder.write(bytes)))
    input.on('close', () => this.flush())
  }

  /** Gives the line that has no end yet, the beginning of a character in it included. */
  flush(): void {
    this.#rest += this.#decoder.end()
    this.#cut()
  }

  /** Nothing more is wanted, though somebody may still hold the other end. */
  close(): void {
    this.#input.destroy()
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split(/\r?\n/)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#give(line)
    if (this.#rest.length >= longestLine) this.#cut()
  }

  #cut(): void {
    const line = this.#rest
    this.#rest = ''
    if (line !== '') this.#give(line)
  }

  #give(line: string): void {
    this.#onLine(line.includes('\r') ? line.replaceAll('\r', '\n') : line)
  }
}

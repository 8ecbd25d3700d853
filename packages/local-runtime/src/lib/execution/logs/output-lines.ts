import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** Characters of a line that are buffered; a longer line is split. */
const maxLineLength = 262_144

/**
 * Splits the output of a process into lines. A carriage return within a line begins a new line of the same log entry,
 * as in Lambda: runtimes use it to keep messages of several lines together.
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

  /** Emits the line that is still incomplete, including an incomplete character at its end. */
  flush(): void {
    this.#rest += this.#decoder.end()
    this.#emitRest()
  }

  /** Stops reading, even if a child process still holds the write end of the pipe. */
  close(): void {
    this.#input.destroy()
  }

  #take(chunk: string): void {
    const lines = (this.#rest + chunk).split(/\r?\n/)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#emit(line)
    if (this.#rest.length >= maxLineLength) this.#emitRest()
  }

  #emitRest(): void {
    const line = this.#rest
    this.#rest = ''
    if (line !== '') this.#emit(line)
  }

  #emit(line: string): void {
    this.#onLine(line.includes('\r') ? line.replaceAll('\r', '\n') : line)
  }
}

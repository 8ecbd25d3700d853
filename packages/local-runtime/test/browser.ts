import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Name of a Chromium in this machine's PATH; `undefined` if there is none. */
export function chromiumHere(): string | undefined {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome'])
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' })
      return name
    } catch {
      // The next name.
    }
  return undefined
}

/** Page in a headless browser, driven through the DevTools protocol. */
export class BrowserPage {
  readonly #child: ChildProcess
  readonly #folder: string
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, (answer: { result?: { result?: { value?: unknown } } }) => void>()
  /** Log entries of the page, policy violations among them, and uncaught exceptions. */
  readonly complaints: string[] = []

  private constructor(child: ChildProcess, folder: string, socket: WebSocket) {
    this.#child = child
    this.#folder = folder
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      const { id, method, params, ...answer } = JSON.parse(String(data))
      if (method === 'Log.entryAdded' || method === 'Runtime.exceptionThrown')
        this.complaints.push(JSON.stringify(params))
      this.#waiting.get(id)?.(answer)
    })
  }

  static async open(chromium: string, url: string): Promise<BrowserPage> {
    const folder = mkdtempSync(join(tmpdir(), 'async-invoke-browser-'))
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--remote-debugging-port=0',
      `--user-data-dir=${folder}`,
    ]
    // It leaves a folder of its own in the temporary one.
    const env = { ...process.env, TMPDIR: folder }
    const stdio = ['ignore', 'ignore', 'pipe'] as const
    const child = spawn(chromium, [...flags, 'about:blank'], { env, stdio: [...stdio], detached: true })
    let port = ''
    for await (const line of createInterface({ input: child.stderr })) {
      port = /ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1] ?? ''
      if (port !== '') break
    }
    // Keep draining stderr: a full pipe would block the browser.
    child.stderr.resume()
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
      type: string
      webSocketDebuggerUrl: string
    }[]
    const socket = new WebSocket(targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl ?? '')
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
    const page = new BrowserPage(child, folder, socket)
    await page.#send('Runtime.enable', {})
    await page.#send('Log.enable', {})
    await page.#send('Page.navigate', { url })
    return page
  }

  /** Evaluates an expression in the page. */
  async value(expression: string): Promise<unknown> {
    const { result } = await this.#send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })
    return result?.result?.value
  }

  /** Sends a command of the DevTools protocol. */
  command(method: string, params: object = {}): Promise<{ result?: Record<string, unknown> }> {
    return this.#send(method, params) as Promise<{ result?: Record<string, unknown> }>
  }

  async close(): Promise<void> {
    this.#socket.close()
    await new Promise((resolve) => {
      this.#child.once('exit', resolve)
      // With its processes, which would go on writing into the folder.
      process.kill(-(this.#child.pid ?? 0), 'SIGKILL')
    })
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20 })
  }

  #send(method: string, params: object): Promise<{ result?: { result?: { value?: unknown } } }> {
    const id = this.#waiting.size + 1
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#socket.send(JSON.stringify({ id, method, params }))
    })
  }
}

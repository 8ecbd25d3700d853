import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { pythonArguments } from './stand-by.ts'

const folder = mkdtempSync(join(tmpdir(), 'python-bootstrap-'))
writeFileSync(join(folder, 'app.py'), 'def handler(event, context):\n    return [event, context.aws_request_id]\n')
afterAll(() => rmSync(folder, { recursive: true }))

const hasPython = spawnSync('python3', ['--version']).status === 0
const variables = ['FUNCTION_NAME', 'FUNCTION_VERSION', 'FUNCTION_MEMORY_SIZE', 'LOG_GROUP_NAME', 'LOG_STREAM_NAME']

/**
 * Answers the requests of a Python function byte by byte as a program between it and the Runtime API may, and resolves with the
 * answers of the function.
 */
async function serve(answers: readonly string[], events: number): Promise<readonly string[]> {
  const received: string[] = []
  const left = [...answers]
  const server = createServer((socket: Socket) => {
    let text = ''
    socket.setNoDelay().on('data', async (data) => {
      text += data
      const [, method, path = '', length = '0'] =
        /^(\w+) (\S+) HTTP\/1\.1\r\n[\s\S]*?Content-Length: (\d+)\r\n\r\n/.exec(text) ?? []
      const body = text.slice(text.indexOf('\r\n\r\n') + 4)
      if (method === undefined || Buffer.byteLength(body) < Number(length)) return
      text = ''
      if (method === 'POST') received.push(`${path.replace(/.*invocation/, '')} ${body}`)
      if (received.length === events) return void socket.destroy()
      const answer = method === 'POST' ? 'HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\n{}' : (left.shift() ?? '')
      for (const byte of answer) if (!socket.write(byte)) await new Promise((resolve) => socket.once('drain', resolve))
      if (/connection: close|^(?![\s\S]*(length|encoding):)/i.test(answer)) socket.end()
    })
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const env = {
    ...{ PATH: process.env.PATH, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${(server.address() as AddressInfo).port}` },
    ...Object.fromEntries(variables.map((name) => [`AWS_LAMBDA_${name}`, '1'])),
  }
  const child = spawn('python3', [...pythonArguments, folder, 'app.handler', '', folder, ''], { env, stdio: 'ignore' })
  const [code] = await new Promise<readonly unknown[]>((resolve) => child.once('exit', (...end) => resolve(end)))
  server.close()
  expect(code).toBe(1)
  return received
}

const head = (id: string): string =>
  `Lambda-Runtime-Aws-Request-Id: ${id}\r\nLAMBDA-RUNTIME-DEADLINE-MS: 1\r\nlambda-runtime-invoked-function-arn:arn\r\n`
const ok = 'HTTP/1.1 200 OK\r\n'

describe.skipIf(!hasPython)('the Python bootstrap', () => {
  it.each([
    {
      framed: 'by its length',
      answer: (id: string) => `${ok}${head(id)}Content-Length: 10\r\n\r\n{"a":"é"}`,
    },
    {
      framed: 'in chunks',
      answer: (id: string) =>
        `${ok}${head(id)}Transfer-Encoding: chunked\r\n\r\n6;x=y\r\n{"a":"\r\n4\r\né"}\r\n0\r\n\r\n`,
    },
    {
      framed: 'by its length, and then closed',
      answer: (id: string) => `${ok}${head(id)}Connection: close\r\nContent-Length: 10\r\n\r\n{"a":"é"}`,
    },
    { framed: 'by the end of the connection', answer: (id: string) => `${ok}${head(id)}\r\n{"a":"é"}` },
  ])('reads an event that is framed $framed, one after another', async ({ answer }) => {
    const received = await serve([answer('r-1'), answer('r-2')], 2)
    expect(received).toEqual(['/r-1/response [{"a": "é"}, "r-1"]', '/r-2/response [{"a": "é"}, "r-2"]'])
  })

  it.each([
    { broken: 'ends within its headers', answer: `${ok}Lambda-Runtime-Aws-Request-Id: r\r\n` },
    { broken: 'is shorter than its length', answer: `${ok}Connection: close\r\nContent-Length: 9\r\n\r\n{}` },
    { broken: 'ends within a chunk', answer: `${ok}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{}` },
    { broken: 'is not HTTP', answer: 'no\r\n' },
    { broken: 'is empty', answer: '' },
  ])('ends, and runs nothing, when an answer $broken', async ({ answer }) => {
    expect(await serve([answer], 1)).toEqual([])
  })
})

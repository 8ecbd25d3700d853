import { setTimeout as wait } from 'node:timers/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const { streamifyResponse, HttpResponseStream } = awslambda

export const text = streamifyResponse(async (event, out) => {
  out.write('x')
  out.end()
})
export const threeParameters = streamifyResponse(async (event, out, context) => {
  out.write(JSON.stringify({ event, id: context.awsRequestId.length }))
  out.end()
})
export const chunks = streamifyResponse(async (event, out) => {
  out.setContentType('application/json')
  for (const part of ['[1', ',2', new Uint8Array([0x2c, 0x33]), ']']) {
    out.write(part)
    await wait(5)
  }
  out.end()
})
export const values = streamifyResponse(async (event, out) => {
  out.write({ an: 'object' })
  out.end()
})
export const piped = streamifyResponse(async (event, out) => {
  await pipeline(Readable.from(['"', 'é'.repeat(400_000), '"']), out)
})
export const http = streamifyResponse(async (event, stream) => {
  const out = HttpResponseStream.from(stream, { statusCode: 201, headers: { a: 'b' } })
  out.write('body')
  out.end()
})
export const withoutWrite = streamifyResponse(async (event, stream) => {
  HttpResponseStream.from(stream, { statusCode: 201 }).end('body')
})
export const empty = streamifyResponse(async (event, out) => out.end())
export const fails = streamifyResponse(async () => {
  throw new RangeError('before the first chunk')
})
export const failsLater = streamifyResponse(async (event, out) => {
  out.write('a part')
  await wait(5)
  throw new RangeError('after a chunk')
})
export const failsAfterJson = streamifyResponse(async (event, out) => {
  out.write('[1]')
  await wait(5)
  throw new RangeError('after a document')
})
export const throwsOutside = streamifyResponse(async (event, out) => {
  out.write('a part')
  setTimeout(() => {
    throw new RangeError('outside of the handler')
  }, 5)
  await wait(10_000)
})
export const notAsync = streamifyResponse((event, out) => void out.write('x'))
export const returnsToo = streamifyResponse(async (event, out) => {
  out.end('"written"')
  return 'returned'
})
export const tooLate = streamifyResponse(async (event, out) => {
  out.write('x')
  out.setContentType('text/plain')
})
export const wrongType = streamifyResponse(async (event, out) => {
  out.setContentType('text/plain\n')
})
export const failsWith = streamifyResponse(async ({ errorType = 'RangeError', length = 1 }, out) => {
  out.write('a part')
  throw Object.assign(new RangeError('m'.repeat(length)), { name: errorType })
})
export const tooLarge = streamifyResponse(async (event, out) => {
  await pipeline(Readable.from(Array.from({ length: 7 }, () => 'x'.repeat(1_048_576))), out)
})
export const destroyed = streamifyResponse(async (event, out) => {
  out.write('a part')
  out.destroy()
})
export const destroyedWithError = streamifyResponse(async (event, out) => {
  out.on('error', () => {})
  out.destroy(new RangeError('of the stream'))
})
export const brokenPipe = streamifyResponse(async (event, out) => {
  const source = async function* () {
    yield 'a part'
    throw new RangeError('of the source')
  }
  await pipeline(Readable.from(source()), out)
})
export const afterEnd = streamifyResponse(async (event, out) => {
  out.end('x')
  out.write('y')
  await wait(1_000)
})
export const nothing = streamifyResponse(async (event, out) => {
  out.write(null)
})
export const neverEnds = streamifyResponse(async () => new Promise(() => {}))
export const otherMode = Object.assign(async () => 1, { [Symbol.for('aws.lambda.runtime.handler.streaming')]: 'request' })

const all = {
  text,
  threeParameters,
  chunks,
  values,
  piped,
  http,
  withoutWrite,
  empty,
  fails,
  failsLater,
  failsAfterJson,
  throwsOutside,
  notAsync,
  returnsToo,
  tooLate,
  wrongType,
  failsWith,
  tooLarge,
  destroyed,
  destroyedWithError,
  brokenPipe,
  afterEnd,
  nothing,
  neverEnds,
}
/** Runs the handler that the event names. */
export const dispatch = streamifyResponse((...given) => all[given[0].name](...given))

import { type Mutant, mutant, type Suite } from './mutant.ts'

const http = 'local-runtime/src/lib/http'
const edge = `${http}/lambda-api.ts`
const body = `${http}/read-body.ts`
const together = `${http}/together.ts`
const rest = `${http}/discard-rest.ts`
const payload = 'local-runtime/src/lib/requests/invoke-payload.ts'
const payloads = 'local-runtime/src/lib/control/events/payload-log.ts'
const held = 'local-runtime/src/lib/retention/held-bytes.ts'

const suite = (...tests: readonly string[]): Suite => ({ root: 'local-runtime', tests })

export const edgeSuites: Readonly<Record<string, Suite>> = {
  [edge]: suite('http/lambda-api', 'test/access'),
  [body]: suite('http/read-body'),
  [together]: suite('http/together', 'http/lambda-api'),
  [rest]: suite('http/discard-rest'),
  [payload]: suite('requests/invoke-payload'),
  [payloads]: suite('events/payload-log'),
  [held]: suite('retention/'),
}

/** The way of an event from its connection to the queue (decision 723). */
export const edgeMutants: readonly Mutant[] = [
  mutant(edge, 'new Together(setImmediate)', 'new Together((doAll) => doAll())', 'requests of a turn go together'),
  mutant(edge, 'if (!incoming.socket.destroyed) carryOut', 'carryOut', 'a client that has gone queues nothing'),
  mutant(edge, 'new Together(nextTick)', 'new Together((doAll) => doAll())', 'answers of a turn go together'),
  mutant(
    edge,
    'if (incoming.destroyed && !incoming.complete) return undefined\n',
    '',
    'a client that goes is no fault',
  ),
  mutant(edge, 'if (!(error instanceof LambdaError)) onFault(error)\n', '', 'a fault of the edge is reported'),
  mutant(
    edge,
    '          onFault(fault)\n          outgoing.destroy()\n',
    '',
    'an answer that cannot be written ends its connection',
  ),
  mutant(
    edge,
    "isDrainable(incoming) && outgoing.shouldKeepAlive ? 'keep-alive' : 'close'",
    "'keep-alive'",
    'a connection ends as its client asked',
  ),
  mutant(
    edge,
    "'bytes' in body && body.bytes.length > limit",
    'false',
    'a body that was read keeps to a smaller limit',
  ),
  mutant(edge, 'complete || Number', 'Number', 'a whole request is drained'),
  mutant(
    edge,
    'if (outgoing.writableLength < maxUnread) outgoing.write(text)',
    'outgoing.write(text)',
    'a stream that is not read takes no memory',
  ),
  mutant(edge, "  outgoing.once('close', ended)\n", '', 'a stream ends with its client'),
  mutant(edge, "if ('tooLarge' in whole)", 'if (false)', 'what is too large to be checked is not signed'),
  mutant(
    body,
    'if (declared > maxCounted) return { tooLarge: declared }\n',
    '',
    'a body that says it is too large is not read',
  ),
  mutant(body, 'if (request.complete) return readWhole(request, limit)\n', '', 'a body that has come is there at once'),
  mutant(body, 'return bytes.length > limit ?', 'return bytes.length >= limit ?', 'a body of the limit fits, at once'),
  mutant(body, 'if (size > limit) resolve', 'if (size >= limit) resolve', 'a body of the limit fits, in parts'),
  mutant(
    body,
    'if (request.destroyed) return Promise.reject(disconnected())\n',
    '',
    'a client that had gone is noticed',
  ),
  mutant(body, '      if (!request.complete) reject(disconnected())\n', '', 'a client that goes is noticed'),
  mutant(body, 'if (end - joined < joinedAtOnce) continue', 'continue', 'a large body is joined in slices'),
  mutant(body, '    end += chunk.length\n    if (end - joined', '    if (end - joined', 'a large body is joined whole'),
  mutant(body, 'if (size <= maxCounted) return\n', 'return\n', 'a body is counted within reason'),
  mutant(
    together,
    'for (const each of work) each()',
    'for (const each of work.reverse()) each()',
    'work of a turn keeps its order',
  ),
  mutant(together, '    this.#work = []\n', '', 'work is done once'),
  mutant(
    rest,
    'if (bytes > maxBytes) end()\n    else idle.refresh()',
    'idle.refresh()',
    'the rest of a body is discarded within reason',
  ),
  mutant(
    payload,
    'Event: maxEventBytes, InvokeAsync: 262_144',
    'Event: maxEventBytes, InvokeAsync: maxEventBytes',
    'each operation has its own limit',
  ),
  mutant(
    payload,
    'body.bytes.length === 0 || isSmallJson(body.bytes)',
    'body.bytes.length < 100',
    'a small payload is JSON',
  ),
  mutant(
    payloads,
    'acceptedAtMs >= (this.#begunAtMs[0] ?? Number.POSITIVE_INFINITY)',
    'true',
    'the payload of an old event that runs is kept again',
  ),
  mutant(payloads, 'acceptedAtMs >= (this', 'acceptedAtMs > (this', 'what was accepted as a page began is in it'),
  mutant(payloads, 'this.#find(requestId) !== none\n', 'false\n', 'a payload that is kept is not kept twice'),
  mutant(
    payloads,
    'row - (this.#first % maxPayloads)',
    'row',
    'payloads are found after the first have been forgotten',
  ),
  mutant(
    payloads,
    'fromFirst < 0 ? fromFirst + maxPayloads : fromFirst',
    'fromFirst',
    'numbers of payloads begin again',
  ),
  mutant(
    payloads,
    'let at = this.#forgottenUnlisted;',
    'let at = 0;',
    'what was forgotten before it was listed is not listed',
  ),
  mutant(payloads, '    this.#unlistedFrom += this.#unlisted.length\n', '', 'what is listed is listed once'),
  mutant(payloads, 'this.#listed.remove(this.#first % maxPayloads)', '{}', 'a payload that is forgotten is not found'),
  mutant(payloads, '    this.#first = end\n', '', 'the first payload is counted on'),
  mutant(payloads, '    this.#begunAtMs.shift()\n', '', 'a page that is forgotten has no time'),
  mutant(payloads, ' && this.#bytes.pages > 1', '', 'the newest payload is kept, however large'),
  mutant(held, 'value.length * 2', 'value.length', 'a string takes two bytes a unit'),
  mutant(held, 'if (ArrayBuffer.isView(value)) return value.byteLength\n', '', 'bytes are counted as bytes'),
]

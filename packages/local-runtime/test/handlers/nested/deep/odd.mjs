// Unusual handlers, in a subfolder of the function's, in a module with a top-level await.
import { setTimeout as wait } from 'node:timers/promises'

const ready = await wait(1, 'ready')
const later = () => setTimeout(() => console.log('later'), 150)
const forever = () => setInterval(() => {}, 1_000)

export const group = {
  method: async () => ready,
  callback: (event, context, callback) => {
    later()
    callback(null, 'when nothing is left')
  },
  callbackAtOnce: (event, context, callback) => {
    context.callbackWaitsForEmptyEventLoop = false
    forever().unref()
    setTimeout(() => console.log('later'), 60_000)
    callback(null, 'at once')
  },
  callbackCycle: (event, context, callback) => {
    const cycle = {}
    cycle.cycle = cycle
    callback(null, cycle)
  },
  callbackNothing: (event, context, callback) => callback(),
  succeed: (event, context) => {
    forever()
    context.succeed({ by: 'succeed' })
  },
  done: (event, context) => {
    forever()
    context.done(null, { by: 'done' })
  },
  doneError: (event, context) => context.done(new RangeError('by done')),
  fail: (event, context) => context.fail(new RangeError('by fail')),
  failNothing: (event, context) => context.fail(),
  twice: async (event, context, callback) => {
    callback(null, 'the first')
    return 'the second'
  },
  failsTwice: (event, context) => {
    context.fail(new Error('the first'))
    context.succeed('the second')
  },
  throwsAtOnce: () => {
    throw new TypeError('at once')
  },
  thenable: () => ({ then: (resolve) => resolve('thenable') }),
  rejectsNothing: async () => Promise.reject(),
  rejectsObject: async () => Promise.reject({ message: 'an object' }),
  rejectsLikeError: async () => Promise.reject({ name: 'Alike', message: 'm', stack: 'Alike: m\n    at x' }),
  rejectsSymbol: async () => Promise.reject(Symbol('s')),
  big: async () => ({ n: 2n ** 70n }),
  notNumbers: async () => ({ a: Number.NaN, b: undefined, c: new Date(0), d: [() => {}] }),
  unicode: async ({ text }) => `${text}\u2028\ud83d`,
  segfault: async () => process.kill(process.pid, 'SIGSEGV'),
  abort: async () => process.abort(),
  text: 'no function',
}

// Handlers that runtimes before and after Node.js 24 treat differently, and answers that both refuse.
const cycle = {}
cycle.cycle = cycle
const withMembers = (members) => Object.defineProperties(
  new Error('an error'),
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, { value }])),
)
const rejecting = (thrown) => async () => {
  throw thrown
}

export const byCallback = (event, context, done) => done(null, { called: 'back' })
export const byCallbackError = (event, context, done) => done(new Error('called back'))
export const asyncOfThree = async (event, context, unused) => 'of three'
export const manyParameters = (a, b, c, d) => c(null, typeof d)
const withDefault = async (event, context = {}, more = 1) => more
const withRest = async (event, ...rest) => rest.length
const bySucceed = (event, context) => context.succeed('succeeded')
const contextMembers = async (event, context) =>
  ['succeed', 'callbackWaitsForEmptyEventLoop', 'awsRequestId'].filter((name) => name in context)
const synchronous = () => 'not a promise'
const neverSettles = () => new Promise(() => {})
const cyclic = async () => cycle
const bigint = async () => 1n
const aFunction = async () => () => {}
const aSymbol = async () => Symbol('s')
const toNothing = async () => ({ toJSON: () => undefined })
const nothing = async () => undefined
const stackless = rejecting(withMembers({ stack: undefined }))
const stackOfNull = rejecting(withMembers({ stack: null }))
const stackOfNumbers = rejecting(withMembers({ stack: [1] }))
const bigintMessage = rejecting(withMembers({ message: 7n }))
const cyclicMessage = rejecting(withMembers({ message: cycle }))
const numberName = rejecting(withMembers({ name: 42 }))
const noMessage = rejecting(withMembers({ message: undefined }))
const del = rejecting(withMembers({ message: 'a\x7fb' }))
const thrower = rejecting(Object.defineProperty(new Error('x'), 'message', { get: () => { throw new Error('no') } }))
const rejectsNothing = async () => Promise.reject()
const rejectsLikeError = async () => Promise.reject({ name: 'Alike', message: 'm', stack: 'Alike: m' })
const rejectsSymbol = async () => Promise.reject(Symbol('s'))

const all = { withDefault, withRest, bySucceed, contextMembers, synchronous, neverSettles, cyclic, bigint, aFunction, aSymbol, toNothing, nothing, stackless, stackOfNull, stackOfNumbers, bigintMessage, cyclicMessage, numberName, noMessage, del, thrower, rejectsNothing, rejectsLikeError, rejectsSymbol }
/** Runs the handler that the event names, with all that a handler gets. */
export const dispatch = (...given) => all[given[0].name](...given)

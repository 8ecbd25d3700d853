// One handler for each way in which a run can end.
let runs = 0

export const handler = async (event) => ({ status: 'ACCEPTED', orderId: event.orderId })
export const echo = async (event, context) => ({
  event,
  context: { ...context, remaining: context.getRemainingTimeInMillis() },
  env: process.env,
})
export const throws = async (event) => {
  throw Object.assign(new Error(`Order ${event.orderId} has no items`), { name: 'ValidationError' })
}
export const throwsWithoutMessage = async () => {
  throw new Error()
}
export const throwsText = async () => {
  throw 'just text'
}
export const failsOnce = async (event) => {
  runs += 1
  if (runs === 1) throw new Error('the first run fails')
  return { runs }
}
export const hangs = () => new Promise(() => setInterval(() => {}, 1_000))
export const spins = () => {
  for (;;);
}
export const spinsLater = async (event, context) => {
  if (event.spins)
    setTimeout(() => {
      for (;;);
    }, 0)
  return context.awsRequestId
}
export const exits = async () => process.exit(1)
export const exitsQuietly = async () => process.exit(0)
export const killsItself = async () => process.kill(process.pid, 'SIGKILL')
export const returnsNothing = async () => {}
export const neverSettles = async () => new Promise(() => {})
export const neverSettlesPlainly = () => new Promise(() => {})
export const byCallback = (event, context, callback) => setTimeout(() => callback(null, { called: 'back' }), 1)
export const byCallbackError = (event, context, callback) => callback(new Error('called back'))
export const synchronous = () => 'not a promise'
export const large = async () => 'x'.repeat(6_291_556)
export const cyclic = async () => {
  const value = {}
  value.self = value
  return value
}
export const logs = async () => {
  console.log('to stdout')
  console.error('to stderr')
  return 'logged'
}
export const throwsLater = async () => {
  setTimeout(() => {
    throw new Error('thrown outside of the promise')
  }, 0)
  await new Promise(() => setInterval(() => {}, 1_000))
}
export const slow = async () => {
  await new Promise((resolve) => setTimeout(resolve, 300))
  return process.pid
}
export const pid = async () => process.pid
export const notAFunction = 42

// Every way in which a Node.js function can write to its log or fail.
console.log('loading')

export const everyLevel = async () => {
  for (const level of ['trace', 'debug', 'info', 'log', 'warn', 'error', 'fatal']) console[level]('by %s', level, 7)
}
export const shapes = async () => {
  console.log({ a: [1] }, 'and more')
  console.log()
  console.log('two\nlines')
  console.table([{ a: 1 }])
  process.stdout.write('raw to stdout\n')
  process.stderr.write('raw to stderr\n')
}
export const throws = async () => {
  throw Object.assign(new RangeError('too many\nof them'), { code: 'E_MANY', asked: 3, cause: new Error('within') })
}
export const throwsText = async () => {
  throw 'just text'
}
export const throwsCycle = async () => {
  const error = new Error('around')
  throw Object.assign(error, { self: { error } })
}
export const throwsLater = async () => {
  setTimeout(() => {
    throw new TypeError('outside')
  }, 0)
  await new Promise(() => setInterval(() => {}, 1_000))
}
export const rejects = async () => {
  Promise.reject(new Error('unheard'))
  await new Promise(() => setInterval(() => {}, 1_000))
}

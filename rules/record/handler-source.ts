/**
 * The one function of all experiments. It does what a payload says (`does`), or its variable DOES, or nothing special.
 *
 * It logs nothing, and its role may not write logs, so that no log group stays behind.
 */
export const handlerSource = `
exports.handler = async (event, context) => {
  const does = (event && event.does) || process.env.DOES || 'ok'
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  if (does === 'hold') await wait(event.holdMs)
  if (does === 'fail') throw new Error('as asked')
  if (does === 'fail on 1' && context.functionVersion === '1') throw new Error('as asked')
  if (does === 'throw an object') throw { code: 7 }
  if (does === 'throw a text') throw 'as asked'
  if (does === 'throw without message') throw new Error('')
  if (does === 'throw at length') throw new Error('é'.repeat(1500))
  if (does === 'exit') process.exit(7)
  if (does === 'null') return null
  if (does === 'nothing') return undefined
  if (does === 'fill') return 'x'.repeat(event.bytes)
  // A loop that is not stopped stops itself: each turn wraps the payload in another record.
  if (does === 'loop' && JSON.stringify(event).split('approximateInvokeCount').length > 24) throw new Error('not stopped')
  return { version: context.functionVersion }
}
`.trimStart()

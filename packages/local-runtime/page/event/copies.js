// An event as text to paste elsewhere. Pure: nothing here touches the document.
import { functionText } from '../parts/format.js'

/**
 * The command that sends an event again.
 *
 * @example commandOf('arn:aws:lambda:us-east-1:123456789012:function:orders:live', "{}")
 * // "async-invoke invoke orders --qualifier live --payload '{}'"
 * @param {string} functionArn
 * @param {string} payload
 */
export function commandOf(functionArn, payload) {
  const [name, qualifier = '$LATEST'] = functionText(functionArn).split(':')
  const flag = qualifier === '$LATEST' ? '' : ` --qualifier ${qualifier}`
  return `async-invoke invoke ${name}${flag} --payload '${payload.replaceAll("'", "'\\''")}'`
}

/**
 * A test that runs a handler with the event.
 *
 * @param {string} functionArn
 * @param {string} payload
 * @param {string | undefined} condition
 */
export function testOf(functionArn, payload, condition = 'Success') {
  const [name] = functionText(functionArn).split(':')
  return `import { runAsync } from '@async-invoke/engine/testing'
import { expect, it } from 'vitest'
import { handler } from './${name}.mjs'

it('ends as ${condition}', async () => {
  const { record } = await runAsync(handler, ${payload})
  expect(record.requestContext.condition).toBe('${condition}')
})
`
}

/**
 * The functions under test. Each does what the member `conformance` of its payload orders: it reports its run to the URL
 * `reportTo`, whose answer has further orders, waits `sleepMs`, then raises the message `raise` or returns `returns`.
 */
const nodejs = `const { request } = require('node:http')

const report = (url, run) => new Promise((resolve) => {
  if (!url) return resolve({})
  const sent = request(url, { method: 'POST' }, (response) => {
    let text = ''
    response.on('data', (chunk) => { text += chunk })
    response.on('end', () => { try { resolve(JSON.parse(text)) } catch { resolve({}) } })
  })
  sent.on('error', () => resolve({}))
  sent.setTimeout(60000, () => sent.destroy(new Error('no answer')))
  sent.end(JSON.stringify(run))
})

exports.handler = async (event, context) => {
  const own = event !== null && typeof event === 'object' && event.conformance ? event.conformance : {}
  const ordered = await report(own.reportTo, {
    functionName: context.functionName,
    functionArn: context.invokedFunctionArn,
    version: context.functionVersion,
    requestId: context.awsRequestId,
    clientContext: context.clientContext || null,
    payload: event,
  })
  const { sleepMs = 0, raise, returns = null } = { ...own, ...ordered }
  if (sleepMs > 0) await new Promise((resolve) => setTimeout(resolve, sleepMs))
  if (raise !== undefined) throw new Error(raise)
  return returns
}
`

const python = `import json, time, urllib.request


def report(url, run):
    if not url:
        return {}
    try:
        with urllib.request.urlopen(url, json.dumps(run).encode(), timeout=60) as response:
            return json.loads(response.read())
    except Exception:
        return {}


def handler(event, context):
    seen = getattr(context, "client_context", None)
    own = (event.get("conformance") if isinstance(event, dict) else None) or {}
    ordered = report(own.get("reportTo"), {
        "functionName": context.function_name,
        "functionArn": context.invoked_function_arn,
        "version": context.function_version,
        "requestId": context.aws_request_id,
        "clientContext": None if seen is None else {},
        "payload": event,
    })
    orders = {**own, **ordered}
    time.sleep(orders.get("sleepMs", 0) / 1000)
    if "raise" in orders:
        raise Exception(orders["raise"])
    return orders.get("returns")
`

/** Source of the function under test, and the file that it has in an archive. Its handler is `index.handler`. */
export interface DeployableSource {
  readonly file: string
  readonly source: string
}

/**
 * Source of the function under test, for endpoints where you deploy it yourself.
 *
 * @param runtime - as Lambda names it: `nodejs22.x`, `python3.13`
 * @throws `RangeError` for a runtime other than those of Node.js and Python
 * @example
 * ```ts
 * testFunctionCode('python3.13').file // 'index.py'
 * ```
 */
export function testFunctionCode(runtime: string): DeployableSource {
  if (/^nodejs\d/.test(runtime)) return { file: 'index.js', source: nodejs }
  if (/^python3/.test(runtime)) return { file: 'index.py', source: python }
  throw new RangeError(`the kit has functions for runtimes nodejs… and python3…, not for ${runtime}`)
}

import type { Step, World } from './world.ts'

/** The step of a request, and what it changes if it succeeds. */
export async function fetchStep(
  request: Request,
): Promise<{ readonly step: Step; readonly change: (world: World) => void }> {
  const { method, url } = request
  const body = await request.clone().text()
  const data = body === '' ? undefined : parsed(body)
  const name = `${method} ${url}`
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return { step: { name, kind: 'read' }, change: () => {} }
  if (method === 'PUT' || method === 'DELETE') {
    const change = (world: World): void => {
      if (method === 'PUT') world.table('fetch').set(url, data)
      else world.table('fetch').delete(url)
    }
    return { step: { name, kind: 'state', data }, change }
  }
  const key = request.headers.get('idempotency-key') ?? undefined
  const step: Step = { name, kind: key === undefined ? 'append' : 'keyed', data, ...(key !== undefined && { key }) }
  return { step, change: (world) => world.calls.push(step) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Notes whether a handler looks at the status of a response: only then it is told of one that failed. */
export function noteStatus(response: Response, status: { isRead: boolean }): Response {
  const values = { ok: response.ok, status: response.status, statusText: response.statusText }
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(response, name, {
      get() {
        status.isRead = true
        return value
      },
    })
  return response
}

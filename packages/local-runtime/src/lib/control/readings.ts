import type { Inbox } from '../delivery/inbox.ts'
import type { FunctionLogs } from '../execution/logs/function-logs.ts'
import { json } from '../http/api-request.ts'
import { type Controls, problem } from './answers.ts'
import { eventReadings, type KeptEvents } from './event-controls.ts'
import { limitIn } from './events/event-query.ts'
import { readPage, readPageFile } from './page.ts'

/** All that the page reads, from a runtime or a recording. */
export interface Readings extends KeptEvents {
  readonly inbox: Pick<Inbox, 'dropped'> & {
    messages(filter: Parameters<Inbox['messages']>[0]): readonly object[]
  }
  readonly logs: Pick<FunctionLogs, 'of' | 'droppedOf'>
  readonly functionNames: () => readonly string[]
  /** Token of this start, which the page sends with its requests. */
  readonly token: string
}

/** The page, events, inbox and logs. */
export function readings({ inbox, logs, functionNames, token, events, payloads }: Readings): Controls {
  return {
    ...eventReadings({ events, payloads }),
    'GET ': async () => readPage(token) ?? problem(404, 'the page is missing'),
    'GET page': async (_, name) => readPageFile(name) ?? problem(404, `the page has no file ${name}`),

    'GET inbox': async ({ query }) => {
      const destinationArn = query.get('destinationArn')
      const requestId = query.get('requestId')
      const filter = { ...(destinationArn !== null && { destinationArn }), ...(requestId !== null && { requestId }) }
      const limit = limitIn(query)
      if (typeof limit === 'string') return problem(400, limit)
      const messages = inbox.messages(filter)
      const shown = query.has('limit') ? messages.slice(-limit) : messages
      return json(200, { messages: shown, matched: messages.length, dropped: inbox.dropped })
    },

    'GET logs': async ({ query }, functionName) => {
      if (functionName === '') return json(200, { functions: functionNames() })
      const limit = limitIn(query)
      if (typeof limit === 'string') return problem(400, limit)
      const requestId = query.get('requestId')
      const lines = logs.of(functionName).filter((line) => requestId === null || line.requestId === requestId)
      const dropped = logs.droppedOf(functionName)
      return json(200, { logGroupName: `/aws/lambda/${functionName}`, events: lines.slice(-limit), dropped })
    },
  }
}

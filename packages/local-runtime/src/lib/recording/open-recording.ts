import { type Controls, problem } from '../control/answers.ts'
import { readRecording } from '../control/bundle/read-recording.ts'
import { ChangeStream } from '../control/change-stream.ts'
import { controlRoot, dispatch } from '../control/dispatch.ts'
import { readings } from '../control/readings.ts'
import { json } from '../http/api-request.ts'
import { createEdgeServer, listen } from '../http/edge-server.ts'
import { createLambdaApi } from '../http/lambda-api.ts'
import { randomHex } from '../ids/random-hex.ts'
import { recordedState } from './recorded-state.ts'

/** The page over a recording, as {@link openRecording} serves it. */
export interface OpenRecording {
  /** URL of the page. */
  readonly pageUrl: string
  /** Number of events in the recording. */
  readonly events: number
  close(): Promise<void>
}

/** Where to serve a recording. */
export interface RecordingOptions {
  /** Name of the file, for the page and for messages. */
  readonly name: string
  /** 0 picks a free one. */
  readonly port: number
  readonly onFault: (fault: unknown) => void
}

/**
 * Serves the page over a bundle or timelines, on the loopback interface. It reads nothing else, and changes nothing.
 *
 * @param bytes - content of the file
 * @throws Error with a sentence when the content is neither; {@link LocalRuntimeError} `port-taken`
 */
export async function openRecording(
  bytes: Uint8Array,
  { name, port, onFault }: RecordingOptions,
): Promise<OpenRecording> {
  const state = recordedState(readRecording(bytes, name), name)
  const token = randomHex(32)
  const stream = new ChangeStream(
    () => '',
    async () => state.health,
  )
  const controls = recordedControls({ ...state, token }, stream)
  const api = createLambdaApi({
    handlers: {},
    control: {
      root: controlRoot,
      protected: false,
      answer: async (method, path, request) =>
        method === 'GET' || method === 'HEAD'
          ? dispatch(controls, method, path, request)
          : problem(405, `${name} is a recording, which cannot be changed`),
    },
    serve: async () => undefined,
    access: { hosts: [], allowedOrigins: [], token, pageFiles: `${controlRoot}page/` },
    keys: undefined,
    onFault,
  })
  const server = createEdgeServer(api)
  const endpoint = await listen(server, port, '127.0.0.1')
  return {
    pageUrl: `${endpoint}${controlRoot}`,
    events: state.events.digests().length,
    close() {
      stream.close()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function recordedControls(
  state: ReturnType<typeof recordedState> & { readonly token: string },
  stream: ChangeStream,
): Controls {
  return {
    ...readings(state),
    'GET health': async () => json(200, state.health),
    'GET changes': async () => stream.answer(),
    'GET clock': async () => json(200, { ...state.health, due: [] }),
    'GET graph': async () => json(200, state.graph),
    'GET faults': async () => json(200, state.faults),
    'GET functions': async (_, functionName) => {
      if (functionName === '') return json(200, { functions: state.functions })
      const found = state.functions.find((each) => 'functionName' in each && each.functionName === functionName)
      return found === undefined ? problem(404, `there is no function ${functionName}`) : json(200, found)
    },
    'GET metrics': async () => ({
      status: 200,
      headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' },
      body: state.metrics,
    }),
  }
}

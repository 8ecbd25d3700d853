import { startLocalRuntime } from '@async-invoke/local-runtime'
import type { Emulator } from './started.ts'

const powerlessRole = 'arn:aws:iam::123456789012:role/powerless'

/** The local runtime of this repository. */
export const localRuntime: Emulator = {
  name: 'async-invoke',
  title: 'async-invoke dev',
  how: '`@async-invoke/local-runtime` of this repository, with manual time and the inbox',
  async start() {
    const runtime = await startLocalRuntime({ time: 'manual', roles: { [powerlessRole]: { Statement: [] } } })
    const check = { endpoint: runtime.endpoint, powerlessRole }
    return { version: 'of this repository', check, stop: () => runtime.close() }
  },
}

import type { RunOptions } from '../suite.ts'
import { startMoto } from './moto.ts'
import {
  type Installed,
  installServerlessOffline,
  serverlessFunction,
  startServerlessOffline,
} from './serverless-offline.ts'
import type { Started } from './started.ts'

/** A server that answers Lambda's Invoke. */
export interface LambdaServer {
  readonly title: string
  readonly functionName: string
  start(): Promise<Started>
}

/** Runs `use` with the servers of other projects; uninstalls afterwards what it had to install. */
export async function withLambdaPeers<Found>(
  { short }: RunOptions,
  use: (peers: readonly LambdaServer[]) => Promise<Found>,
): Promise<Found> {
  const installed: Installed = short
    ? { skipped: 'its installation takes too long for a short run' }
    : await installServerlessOffline()
  const start = (): Promise<Started> => startServerlessOffline(installed)
  try {
    return await use([
      { title: 'moto_server', functionName: 'f', start: startMoto },
      { title: 'serverless-offline', functionName: serverlessFunction, start },
    ])
  } finally {
    if ('remove' in installed) installed.remove()
  }
}

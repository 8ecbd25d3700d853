import type { Server } from './server-process.ts'

/** A server that runs, and where; or why there is none. */
export type Started = (Server & { readonly address: string }) | { readonly skipped: string }

/** One that cannot start is skipped with what it said. */
function orSkipped(start: () => Promise<Started>): Promise<Started> {
  return start().catch((error: unknown) => ({ skipped: String(error).replaceAll(/\s+/g, ' ') }))
}

/** Runs `use` with the servers, which end with it whether it succeeds or not. */
export async function withServers<Found>(
  starts: readonly (() => Promise<Started>)[],
  use: (servers: readonly Started[]) => Promise<Found>,
): Promise<Found> {
  const servers = await Promise.all(starts.map(orSkipped))
  try {
    return await use(servers)
  } finally {
    await Promise.all(servers.map((server) => ('stop' in server ? server.stop() : undefined)))
  }
}

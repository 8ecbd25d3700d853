import type { Server } from './server-process.ts'

/** A running server with its address, or the reason why it was skipped. */
export type Started = (Server & { readonly address: string }) | { readonly skipped: string }

/** Skips a server that cannot start, with its error as the reason. */
function orSkipped(start: () => Promise<Started>): Promise<Started> {
  return start().catch((error: unknown) => ({ skipped: String(error).replaceAll(/\s+/g, ' ') }))
}

/** Runs `use` with the servers, and stops them whether it succeeds or not. */
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

/** Tokens of leases over several databases: the database's name before its own token. */
export function shardToken(shard: string, token: string): string {
  return `${shard}/${token}`
}

/** Reads a token; one that is none names no database. */
export function readShardToken(token: string): { readonly shard: string; readonly token: string } {
  const at = token.indexOf('/')
  return at < 0 ? { shard: '', token } : { shard: token.slice(0, at), token: token.slice(at + 1) }
}

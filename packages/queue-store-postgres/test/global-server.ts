import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgresServer } from './postgres-server.ts'

/** The address of a server for the tests, or why there is none. */
export type TestServer = { readonly url: string } | { readonly skipped: string }

declare module 'vitest' {
  interface ProvidedContext {
    server: TestServer
  }
}

/** Offers the tests a database on the server that `DATABASE_URL` names, or else on one that is started for them. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const { DATABASE_URL } = process.env
  if (DATABASE_URL !== undefined && DATABASE_URL !== '') return useServer(DATABASE_URL, provide)
  const server = await startPostgresServer()
  provide('server', 'skipped' in server ? server : { url: server.url('postgres') })
  return async () => {
    if (!('skipped' in server)) server.stop()
  }
}

async function useServer(address: string, provide: TestProject['provide']): Promise<() => Promise<void>> {
  const name = `async_invoke_test_${randomUUID().replaceAll('-', '')}`
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await run(`create database ${name} encoding 'UTF8' template template0`)
  const url = new URL(address)
  url.pathname = `/${name}`
  provide('server', { url: url.href })
  return () => run(`drop database ${name} with (force)`)
}

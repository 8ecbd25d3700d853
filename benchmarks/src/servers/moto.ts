import { freePort } from '../../../scripts/free-port.ts'
import { findProgram } from './find-program.ts'
import { type Server, startServer } from './server-process.ts'
import type { Started } from './started.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** moto reads the service from the credential and ignores the signature. */
export const credentialFor = (service: 'iam' | 'lambda') => ({
  Authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
})

// An archive without files, since its code never runs.
const emptyArchive = 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=='

/** Starts moto_server with a function `f`, configured to answer invocations itself instead of starting containers. */
export async function startMoto(): Promise<Started> {
  const command = findProgram('moto_server')
  if (command === undefined) return { skipped: 'no moto_server on the path' }
  const port = await freePort()
  const args = ['-H', '127.0.0.1', '-p', String(port)]
  const server = await startServer({ command, args, folder: temporaryFolder(), readyText: `127.0.0.1:${port}` })
  const address = `http://127.0.0.1:${port}`
  try {
    await createFunction(address)
  } catch (error) {
    await server.stop()
    throw error
  }
  return { ...server, address } satisfies Server & { address: string }
}

async function createFunction(address: string): Promise<void> {
  await post(`${address}/moto-api/config`, {}, JSON.stringify({ lambda: { use_docker: false } }))
  const role = { Action: 'CreateRole', Version: '2010-05-08', RoleName: 'bench', AssumeRolePolicyDocument: '{}' }
  await post(address, credentialFor('iam'), new URLSearchParams(role))
  const definition = {
    FunctionName: 'f',
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::123456789012:role/bench',
    Code: { ZipFile: emptyArchive },
  }
  await post(`${address}/2015-03-31/functions`, credentialFor('lambda'), JSON.stringify(definition))
}

async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | URLSearchParams,
): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers, body })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
}

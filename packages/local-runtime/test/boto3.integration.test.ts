import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { startLocalRuntime } from '../src/index.ts'

const walk = fileURLToPath(new URL('./walk.py', import.meta.url))
const present = spawnSync('python3', ['-c', 'import boto3']).status === 0

describe('the API', () => {
  it('answers unmodified boto3 as Lambda does', async (context) => {
    if (!present) return context.skip('no python3 with boto3 on this machine')
    const runtime = await startLocalRuntime({ time: 'skip' })
    const ran = await promisify(execFile)('python3', [walk, runtime.endpoint]).catch((error) => error)
    await runtime.close()
    expect(ran.stderr).toBe('')
  })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { killGroup } from './kill-group.ts'

afterEach(() => void vi.restoreAllMocks())

function sleeper(detached: boolean) {
  return spawn('sleep', ['60'], { detached, stdio: 'ignore' })
}

const mockPlatform = (name: NodeJS.Platform) => vi.spyOn(process, 'platform', 'get').mockReturnValue(name)

describe('killGroup', () => {
  it('kills a process that leads a group', async () => {
    const child = sleeper(true)
    killGroup(child)
    expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
  })

  it('kills a process that leads no group', async () => {
    const child = sleeper(false)
    killGroup(child)
    expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
  })

  it('does nothing to a process that has exited or never started', async () => {
    const child = sleeper(true)
    killGroup(child)
    await once(child, 'exit')
    expect(() => killGroup(child)).not.toThrow()
    const none = spawn('/nowhere/to/be/found')
    await once(none, 'error')
    expect(() => killGroup(none)).not.toThrow()
  })

  it.each([
    { platform: 'linux', code: 'EPERM' },
    { platform: 'linux', code: 'EINVAL' },
    { platform: 'darwin', code: 'EINVAL' },
  ] as const)('throws $code on $platform', async ({ platform, code }) => {
    const child = sleeper(true)
    const refused = Object.assign(new Error(`kill ${code}`), { code })
    mockPlatform(platform)
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
      throw refused
    })
    expect(() => killGroup(child)).toThrow(refused)
    expect(kill).toHaveBeenCalledWith(-Number(child.pid), 'SIGKILL')
    vi.restoreAllMocks()
    killGroup(child)
    await once(child, 'exit')
  })

  it('kills the process alone after EPERM on macOS', async () => {
    const child = sleeper(true)
    mockPlatform('darwin')
    vi.spyOn(process, 'kill').mockImplementationOnce(() => {
      throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' })
    })
    killGroup(child)
    expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
  })
})

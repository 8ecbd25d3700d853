import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, it, vi } from 'vitest'
import { killGroup } from './kill-group.ts'

afterEach(() => void vi.restoreAllMocks())

function sleeper(detached: boolean) {
  return spawn('sleep', ['60'], { detached, stdio: 'ignore' })
}

it('kills a process that leads a group', async () => {
  const child = sleeper(true)
  killGroup(child)
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
})

it('kills a process alone where it leads no group', async () => {
  const child = sleeper(false)
  killGroup(child)
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
})

it('does nothing about a process that is gone, or never was there', async () => {
  const child = sleeper(true)
  killGroup(child)
  await once(child, 'exit')
  expect(() => killGroup(child)).not.toThrow()
  const none = spawn('/nowhere/to/be/found')
  await once(none, 'error')
  expect(() => killGroup(none)).not.toThrow()
})

const platform = (name: NodeJS.Platform) => vi.spyOn(process, 'platform', 'get').mockReturnValue(name)

it.each([
  ['linux', 'EPERM'],
  ['linux', 'EINVAL'],
  ['darwin', 'EINVAL'],
] as const)('on %s does not hide %s', async (name, code) => {
  const child = sleeper(true)
  const refused = Object.assign(new Error(`kill ${code}`), { code })
  platform(name)
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw refused
  })
  expect(() => killGroup(child)).toThrow(refused)
  expect(kill).toHaveBeenCalledWith(-Number(child.pid), 'SIGKILL')
  vi.restoreAllMocks()
  killGroup(child)
  await once(child, 'exit')
})

it('takes what macOS says of a group that has ended, and kills the process if it has not', async () => {
  const child = sleeper(true)
  platform('darwin')
  vi.spyOn(process, 'kill').mockImplementationOnce(() => {
    throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' })
  })
  killGroup(child)
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
})

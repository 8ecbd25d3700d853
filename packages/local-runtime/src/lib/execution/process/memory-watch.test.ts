import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { MemoryWatch } from './memory-watch.ts'

const children: ChildProcess[] = []
afterEach(() => children.splice(0).map((child) => child.kill('SIGKILL')))

/** A process that holds some megabytes of memory once it is returned, and as many more with each SIGUSR2. */
async function processWith(megabytes: number): Promise<{ child: ChildProcess; running: { pid: number | undefined } }> {
  const program = `const held = []
    const hold = () => { held.push(Buffer.alloc(${megabytes} * 1048576, 1)); process.stdout.write('.') }
    process.on('SIGUSR2', hold)
    setInterval(() => held, 1000)
    hold()`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(child)
  await once(child.stdout, 'data')
  return { child, running: { pid: child.pid } }
}

const openFiles = (): number =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return /^\/proc\/\d+\/stat(?:us|m)$/.test(readlinkSync(`/proc/self/fd/${fd}`))
    } catch {
      return false
    }
  }).length

describe.runIf(process.platform === 'linux')('MemoryWatch', () => {
  it('reports a process over its limit, at once where it was over it before', async () => {
    const { running } = await processWith(300)
    let reports = 0
    const watch = new MemoryWatch(128, () => (reports += 1))
    watch.watch(running)
    expect(reports).toBe(0)
    await expect.poll(() => reports).toBeGreaterThan(0)
    expect(watch.stop(running)).toBeGreaterThan(300)
    const before = reports
    watch.watch(running)
    expect(reports).toBe(before + 1)
    watch.end(running)
  })

  it('measures a process that ran for less than a millisecond if its memory has changed', async () => {
    const { child, running } = await processWith(50)
    const watch = new MemoryWatch(1_024, () => {})
    watch.watch(running)
    const peak = watch.stop(running) ?? 0
    expect(watch.stop(running, 0.5)).toBe(peak)
    child.kill('SIGUSR2')
    await once(child.stdout ?? child, 'data')
    await expect.poll(() => watch.stop(running, 0.5)).toBeGreaterThan(peak + 40)
    watch.end(running)
  })

  it('keeps the peak of a process that has exited, and no file open; the next one is measured', async () => {
    const before = openFiles()
    const [large, small] = [await processWith(200), await processWith(1)]
    const watch = new MemoryWatch(1_024, () => {})
    watch.watch(large.running)
    const peak = watch.stop(large.running) ?? 0
    expect(peak).toBeGreaterThan(200)
    expect(openFiles()).toBe(before + 2)
    large.child.kill('SIGKILL')
    await once(large.child, 'close')
    watch.end(large.running)
    expect(watch.stop(large.running)).toBe(peak)
    expect(openFiles()).toBe(before)
    watch.watch(small.running)
    expect(watch.stop(small.running)).toBeLessThan(peak)
    watch.end(small.running)
    expect(openFiles()).toBe(before)
  })
})

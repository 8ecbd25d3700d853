import { setImmediate as setNextImmediate } from 'node:timers'
import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { Together } from './together.ts'

it('does what promises lead to once all of them have been followed, in order, and before the turn ends', async () => {
  const together = new Together(process.nextTick)
  const steps: string[] = []
  const follow = async (name: string, awaits: number): Promise<void> => {
    for (let left = awaits; left > 0; left -= 1) await undefined
    steps.push(`${name} settled`)
    together.add(() => steps.push(`${name} written`))
  }
  await setImmediate()
  const turnEnded = setImmediate().then(() => steps.push('next turn'))
  void follow('slow', 20)
  void follow('fast', 1)
  await turnEnded
  expect(steps).toEqual(['fast settled', 'slow settled', 'fast written', 'slow written', 'next turn'])
  together.add(() => steps.push('later'))
  await setImmediate()
  expect(steps.at(-1)).toBe('later')
})

it('does at once what has been added, and never twice', async () => {
  const together = new Together(setNextImmediate)
  const steps: string[] = []
  together.add(() => steps.push('first'))
  together.doAll()
  expect(steps).toEqual(['first'])
  together.add(() => steps.push('second'))
  await setImmediate()
  expect(steps).toEqual(['first', 'second'])
})

it('ends a batch with its turn once there is enough work', async () => {
  const together = new Together(() => {}, 3)
  const steps: number[] = []
  const add = (count: number): void => {
    for (let left = count; left > 0; left -= 1) together.add(() => steps.push(steps.length))
  }
  add(2)
  await setImmediate()
  expect(steps).toEqual([])
  add(2)
  expect(steps).toEqual([])
  await setImmediate()
  expect(steps).toEqual([0, 1, 2, 3])
})

it('defers a batch once, however often it is done early', async () => {
  let deferred = 0
  const together = new Together((doAll) => {
    deferred += 1
    setNextImmediate(doAll)
  })
  for (const turn of [1, 2]) {
    for (let work = 0; work < 10; work += 1) {
      together.add(() => {})
      together.doAll()
    }
    expect(deferred).toBe(turn)
    await setImmediate()
  }
})

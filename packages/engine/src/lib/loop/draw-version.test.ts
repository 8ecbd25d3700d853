import { expect, it } from 'vitest'
import type { Resolution } from '../ports.ts'
import { drawVersion } from './draw-version.ts'

const resolution: Resolution<string> = {
  functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:live',
  config: {},
  target: 'present',
  version: '7',
  executable: 'seven',
}
const weightedVersions = [
  { version: '7', weight: 3, executable: 'seven' },
  { version: '8', weight: 1, executable: 'eight' },
]

it('draws no version where there is one alone', () => {
  expect(drawVersion(resolution, () => 0.9)).toMatchObject({ version: '7', executable: 'seven' })
})

it.each([
  [0, '7'],
  [0.749, '7'],
  [0.75, '8'],
  [0.999, '8'],
])('draws the versions of a weighted alias by their shares: %d gives %s (DSP-5)', (chance, version) => {
  expect(drawVersion({ ...resolution, weightedVersions }, () => chance).version).toBe(version)
})

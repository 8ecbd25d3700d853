import { describe, expect, it } from 'vitest'
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

describe('drawVersion', () => {
  it('returns the only version', () => {
    expect(drawVersion(resolution, () => 0.9)).toMatchObject({ version: '7', executable: 'seven' })
  })

  it.each([
    { random: 0, version: '7' },
    { random: 0.749, version: '7' },
    { random: 0.75, version: '8' },
    { random: 0.999, version: '8' },
  ])('draws version $version of a weighted alias by weight for $random (DSP-5)', ({ random, version }) => {
    expect(drawVersion({ ...resolution, weightedVersions }, () => random).version).toBe(version)
  })
})

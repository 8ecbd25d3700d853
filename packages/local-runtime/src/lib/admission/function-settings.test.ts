import { describe, expect, it } from 'vitest'
import type { FunctionSettings } from '../registry/function-record.ts'
import { checkFunctionSettings } from './function-settings.ts'

const complete = { Runtime: 'nodejs24.x', Role: 'arn:aws:iam::123456789012:role/r', Handler: 'index.handler' }
const paths = (settings: Partial<FunctionSettings>, mode: 'create' | 'update' = 'update') =>
  checkFunctionSettings({ settings }, mode, 'us-east-1').map(({ path }) => path)

describe('checkFunctionSettings', () => {
  it('accepts a creation with the three mandatory settings, and an empty update', () => {
    expect(paths(complete, 'create')).toEqual([])
    expect(paths({})).toEqual([])
  })

  it('reports all violations of the model together, after those of the architectures', () => {
    const broken = { Timeout: 0, MemorySize: 127 }
    expect(paths(broken)).toEqual(['timeout', 'memorySize'])
    expect(paths({ ...broken, Architectures: [] })).toEqual(['architectures'])
  })

  it("reports violations of the service's own rules one at a time, in order (FNC-18, FNC-19, FNC-21)", () => {
    const all = {
      ...{ MemorySize: 10_241, Runtime: 'cobol', Environment: { AWS_REGION: 'x' } },
      DeadLetterTargetArn: 'arn:aws:sqs:us-east-1:123456789012:q.fifo',
    }
    expect(paths(all)).toEqual(['memorySize'])
    expect(paths({ ...all, MemorySize: 10_240 })).toEqual(['runtime'])
    expect(paths({ ...all, MemorySize: 10_240, Runtime: 'nodejs24.x' })).toEqual(['environment.variables'])
    const { DeadLetterTargetArn } = all
    expect(paths({ DeadLetterTargetArn })).toEqual(['deadLetterConfig.targetArn'])
  })

  it('refuses a creation without runtime and handler (FNC-20)', () => {
    const { Role } = complete
    expect(checkFunctionSettings({ settings: { Role } }, 'create', 'us-east-1').map(({ message }) => message)).toEqual([
      'Runtime is mandatory for functions created with deployment packages.',
      'Handler is mandatory for functions created with deployment packages.',
    ])
  })

  it('refuses unsupported members by name (FNC-10)', () => {
    const request = { settings: {}, packageType: 'Image', unsupported: ['Layers'] }
    expect(checkFunctionSettings(request, 'update', 'us-east-1').map(({ path }) => path)).toEqual([
      'packageType',
      'Layers',
    ])
  })
})

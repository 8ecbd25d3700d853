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

  it.each([
    ...['nodejs14.x', 'nodejs12.x', 'python3.7', 'python2.7', 'go1.x', 'java8', 'dotnetcore3.1', 'ruby2.7', 'provided'],
  ])('refuses %s, whose support has ended, in a creation and an update (FNC-16)', (Runtime) => {
    for (const mode of ['create', 'update'] as const)
      expect(checkFunctionSettings({ settings: { ...complete, Runtime } }, mode, 'us-east-1')).toMatchObject([
        {
          code: 'InvalidParameterValueException',
          message: `The runtime parameter of ${Runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
        },
      ])
  })

  it.each(['nodejs16.x', 'nodejs18.x', 'python3.8', 'dotnet6', 'provided.al2', 'java8.al2', 'ruby3.2'])(
    'accepts %s, which can still be created (FNC-16)',
    (Runtime) => {
      expect(paths({ ...complete, Runtime }, 'create')).toEqual([])
    },
  )

  it('refuses a creation without runtime and handler (FNC-20)', () => {
    const { Role } = complete
    expect(checkFunctionSettings({ settings: { Role } }, 'create', 'us-east-1').map(({ message }) => message)).toEqual([
      'Runtime is mandatory for functions created with deployment packages.',
      'Handler is mandatory for functions created with deployment packages.',
    ])
  })

  it('refuses images, and names every member that is not modelled (FNC-10)', () => {
    const image = { settings: {}, packageType: 'Image', unmodelled: ['Layers', 'VpcConfig.Ipv7'] }
    const refusals = checkFunctionSettings(image, 'update', 'us-east-1')
    expect(refusals.map(({ path }) => path)).toEqual(['packageType', 'Layers, VpcConfig.Ipv7'])
  })
})

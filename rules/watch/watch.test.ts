import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acceptModel, compareModels } from './compare.ts'
import type { ServiceModel } from './facts.ts'
import { type BotocoreModel, modelOfBotocore, modelOfParsed } from './from-botocore.ts'
import { modelOfSdk } from './from-sdk.ts'
import { installedSdk } from './installed.ts'
import { formatKnown, knownPath, readKnown } from './known.ts'
import { gapsBetween } from './ours.ts'
import { formatReport } from './report.ts'
import { watch } from './watch.ts'

/** A small model in botocore's form. */
const small: BotocoreModel = {
  metadata: { serviceId: 'Lambda' },
  operations: {
    Invoke: {
      http: { method: 'POST', requestUri: '/2015-03-31/functions/{FunctionName}/invocations' },
      errors: [{ shape: 'TooManyRequestsException' }],
    },
    GetPolicy: { http: { method: 'GET', requestUri: '/2015-03-31/functions/{FunctionName}/policy' } },
  },
  shapes: {
    InvocationRequest: { type: 'structure', required: ['FunctionName'], members: { FunctionName: { shape: 'Name' } } },
    Name: { type: 'string', min: 1, max: 140 },
    Runtime: { type: 'string', enum: ['nodejs24.x'] },
    TooManyRequestsException: { type: 'structure', members: {}, error: { httpStatusCode: 429 } },
  },
}
const known = modelOfParsed(small, 'small').facts

/** The small model after a change. */
function doctored(change: (model: BotocoreModel) => BotocoreModel): ServiceModel {
  return modelOfParsed(change(structuredClone(small)), 'doctored')
}

describe('compareModels', () => {
  it('finds nothing in the same model', () => {
    expect(compareModels(known, modelOfParsed(small, 'small'))).toEqual([])
  })

  it.each<{ what: string; change: (model: BotocoreModel) => BotocoreModel; found: readonly object[] }>([
    {
      what: 'an operation',
      change: ({ operations, ...model }) => ({
        ...model,
        operations: { ...operations, Forget: { http: { method: 'DELETE', requestUri: '/2027-01-01/memory/' } } },
      }),
      found: [
        { kind: 'operation', change: 'added', owner: 'Forget', name: 'http', after: 'DELETE /2027-01-01/memory' },
      ],
    },
    {
      what: 'a member',
      change: ({ shapes, ...model }) => ({
        ...model,
        shapes: {
          ...shapes,
          InvocationRequest: {
            ...{ type: 'structure', required: ['FunctionName'] },
            members: { FunctionName: { shape: 'Name' }, Priority: { shape: 'Name' } },
          },
        },
      }),
      found: [{ kind: 'member', change: 'added', owner: 'InvocationRequest', name: 'Priority', after: 'string' }],
    },
    {
      what: 'a member that is no longer required',
      change: ({ shapes, ...model }) => ({
        ...model,
        shapes: {
          ...shapes,
          InvocationRequest: { type: 'structure', members: { FunctionName: { shape: 'Name' } } },
        },
      }),
      found: [
        {
          ...{ kind: 'member', change: 'changed', owner: 'InvocationRequest', name: 'FunctionName' },
          ...{ before: 'string, required', after: 'string' },
        },
      ],
    },
    {
      what: 'an error',
      change: ({ operations, shapes, ...model }) => ({
        ...model,
        operations: {
          ...operations,
          GetPolicy: {
            http: { method: 'GET', requestUri: '/2015-03-31/functions/{FunctionName}/policy' },
            errors: [{ shape: 'TooManyRequestsException' }],
          },
        },
        shapes,
      }),
      found: [{ kind: 'error', change: 'added', owner: 'GetPolicy', name: 'TooManyRequestsException', after: '429' }],
    },
    {
      what: 'a value of an enumeration',
      change: ({ shapes, ...model }) => ({
        ...model,
        shapes: { ...shapes, Runtime: { type: 'string', enum: ['nodejs24.x', 'nodejs28.x'] } },
      }),
      found: [{ kind: 'value', change: 'added', owner: 'Runtime', name: 'nodejs28.x', after: '' }],
    },
    {
      what: 'a bound',
      change: ({ shapes, ...model }) => ({
        ...model,
        shapes: { ...shapes, Name: { type: 'string', min: 1, max: 170 } },
      }),
      found: [{ kind: 'bound', change: 'changed', owner: 'Name', name: 'max', before: '140', after: '170' }],
    },
    {
      what: 'an operation that is gone',
      change: ({ operations: { GetPolicy: _, ...operations }, ...model }) => ({ ...model, operations }),
      found: [
        {
          ...{ kind: 'operation', change: 'removed', owner: 'GetPolicy', name: 'http' },
          before: 'GET /2015-03-31/functions/{FunctionName}/policy',
        },
      ],
    },
  ])('finds $what', ({ change, found }) => {
    const model = doctored(change)
    expect(compareModels(known, model)).toEqual(found)
    expect(compareModels(acceptModel(known, model), model)).toEqual([])
  })

  it('says nothing of kinds that a model does not cover', () => {
    const model: ServiceModel = { ...modelOfParsed({ ...small, shapes: {} }, 'bare'), covers: ['operation'] }
    expect(compareModels(known, model)).toEqual([])
    expect(acceptModel(known, model).bound).toEqual(known.bound)
  })
})

describe('the known facts', () => {
  it('are those of the installed SDK', () => {
    expect(compareModels(readKnown().facts, modelOfSdk(installedSdk()))).toEqual([])
  })

  it('stand in their file as they are written', () => {
    expect(readFileSync(knownPath, 'utf8')).toBe(formatKnown(readKnown()))
  })

  it('are known to the API table, the runtimes and the statements, bounds included', () => {
    const { facts } = readKnown()
    expect(gapsBetween({ source: 'known', covers: ['operation', 'value', 'bound'], facts })).toEqual([])
  })
})

describe('gapsBetween', () => {
  it('names what the code does not know, and the file that should', () => {
    const model = doctored(({ operations, shapes, ...rest }) => ({
      ...rest,
      operations: { ...operations, Forget: { http: { method: 'DELETE', requestUri: '/2027-01-01/memory/{Name}' } } },
      shapes: {
        ...shapes,
        Runtime: { type: 'string', enum: ['nodejs24.x', 'nodejs8.10', 'nodejs99.x'] },
        ThrottleReason: { type: 'string', enum: ['CallerRateLimitExceeded', 'Overslept'] },
        MaximumRetryAttempts: { type: 'integer', min: 0, max: 9 },
      },
    }))
    const problems = gapsBetween({ ...model, covers: ['bound'] }).map(({ problem }) => problem)
    expect(problems.slice(0, 4)).toEqual([
      'DELETE /2027-01-01/memory/{Name} is not the operation Forget',
      'nodejs99.x is unknown',
      '2.3 has no reason Overslept',
      '1 has [0,2] as maximumRetryAttempts, MaximumRetryAttempts has [0,9]',
    ])
  })
})

describe('modelOfBotocore', () => {
  it.each([
    { text: '{', problem: 'is not JSON' },
    { text: '[]', problem: 'is no service model: it needs metadata, operations and shapes' },
    { text: '{"metadata":{"serviceId":"SQS"},"operations":{},"shapes":{}}', problem: 'is the model of SQS' },
  ])('refuses a file with $text', ({ text, problem }) => {
    const folder = mkdtempSync(join(tmpdir(), 'watch-'))
    try {
      const path = join(folder, 'service-2.json')
      writeFileSync(path, text)
      expect(() => modelOfBotocore(path)).toThrow(`${path} ${problem}`)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('formatReport', () => {
  it('prints one row for each difference and gap', () => {
    const source = 'sdk 4'
    expect(formatReport({ source, differences: [], gaps: [] })).toBe('sdk 4: nothing new')
    const text = formatReport({
      source,
      differences: [
        { kind: 'operation', change: 'added', owner: 'Forget', name: 'http', after: 'DELETE /memory' },
        { kind: 'bound', change: 'changed', owner: 'Name', name: 'max', before: '140', after: '170' },
      ],
      gaps: [{ where: 'operations.ts', problem: 'Forget is unknown' }],
    })
    expect(text.split('\n')).toEqual([
      'sdk 4: 2 differences, 1 gaps',
      'added    operation  Forget         DELETE /memory',
      'changed  bound      Name.max       140 -> 170',
      'missing  here       operations.ts  Forget is unknown',
    ])
  })
})

describe('watch', () => {
  it('exits with 1 and prints what a doctored file changes, as JSON', () => {
    const folder = mkdtempSync(join(tmpdir(), 'watch-'))
    try {
      const path = join(folder, 'service-2.json')
      writeFileSync(path, JSON.stringify(small))
      const printed: string[] = []
      expect(watch(['--model', path, '--kinds', 'value', '--json'], (text) => printed.push(text))).toBe(1)
      const { differences } = JSON.parse(printed.join(''))
      expect(differences).toContainEqual({
        ...{ kind: 'value', change: 'removed', owner: 'Runtime', name: 'java21', before: '' },
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('exits with 0 while the installed SDK is what is known', () => {
    const printed: string[] = []
    expect(watch([], (text) => printed.push(text))).toBe(0)
    expect(printed.join()).toMatch(/^@aws-sdk\/client-lambda 3\.\d+\.\d+: nothing new$/)
  })

  it.each([
    {
      args: ['--kinds', 'value,colour'],
      problem: '--kinds takes some of operation, error, member, value, bound, not colour',
    },
    { args: ['--newest', '--model', 'f'], problem: '--newest and --model exclude each other' },
  ])('refuses $args', ({ args, problem }) => {
    expect(() => watch(args, () => {})).toThrow(problem)
  })
})

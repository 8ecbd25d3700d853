import type { TemplateResource } from '@async-invoke/config-client/templates'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inDeployOrder } from './deploy-order.ts'

const types = ['AWS::SQS::Queue', 'AWS::Lambda::Function']

function resource(name: string, type = 'AWS::SQS::Queue', properties: TemplateResource['properties'] = {}) {
  return { resource: name, name, type, properties, unknown: [] } as unknown as TemplateResource
}

const queue = (name: string, deadLetters?: string) =>
  resource(name, 'AWS::SQS::Queue', {
    ...(deadLetters !== undefined && {
      RedrivePolicy: { deadLetterTargetArn: `arn:aws:sqs:us-east-1:123456789012:${deadLetters}`, maxReceiveCount: 2 },
    }),
  })

const namesOf = (resources: readonly TemplateResource[]) => resources.map(({ name }) => name)

describe('inDeployOrder', () => {
  it('puts dead-letter queues first, and otherwise keeps the order of types and of the template', () => {
    const resources = [resource('orders', types[1]), queue('work', 'dead'), queue('other'), queue('dead', 'deadest')]
    const sorted = inDeployOrder([...resources, queue('deadest'), resource('table', 'AWS::DynamoDB::Table')], types)
    expect(namesOf(sorted)).toEqual(['other', 'deadest', 'dead', 'work', 'orders'])
  })

  it('puts each queue after the one that its policy names, unless they lead in a circle', () => {
    const name: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const links = fc.uniqueArray(fc.tuple(name, fc.option(name, { nil: undefined })), { selector: ([each]) => each })
    fc.assert(
      fc.property(links, (given) => {
        const sorted = namesOf(
          inDeployOrder(
            given.map(([each, to]) => queue(each, to)),
            types,
          ),
        )
        expect([...sorted].sort()).toEqual(given.map(([each]) => each).sort())
        const next = new Map(given)
        const isCircular = (from: string): boolean => {
          let at: string | undefined = from
          for (let hop = 0; hop < 6 && at !== undefined; hop += 1) at = next.get(at)
          return at !== undefined
        }
        for (const [each, to] of given)
          if (to !== undefined && next.has(to) && !isCircular(each))
            expect(sorted.indexOf(to)).toBeLessThan(sorted.indexOf(each))
      }),
      { seed: 20261129, numRuns: 300 },
    )
  })
})

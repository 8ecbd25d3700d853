import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costInJson } from '../../../../../../scripts/cost-in-json.ts'
import { readCloudFormation } from '../cloudformation.ts'
import { parseTemplate } from '../yaml/parse-template.ts'
import { parseJson } from './parse-json.ts'
import { unreadable } from './unreadable.ts'

const twice = (name: string, first = 1, second = 1) =>
  unreadable(`${name} stands twice in the template, in the lines ${first} and ${second}`)

describe('parseJson', () => {
  it('parses as JSON.parse does where every member stands once', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it.each([
    { text: '{"a":1,"b":2,"a":3}', is: { a: twice('a'), b: 2 } },
    { text: '{"a":1,\n\n"\\u0061":3}', is: { a: twice('a', 1, 3) } },
    { text: '[0,{"x":{"a":1,"a":2}}]', is: [0, { x: { a: twice('a') } }] },
    { text: '{"a":{"b":1,"b":2},"a":{"b":1,"b":2}}', is: { a: twice('a') } },
    { text: '{"a":{"b":1,"b":2},"a":{"c":1}}', is: { a: twice('a') } },
    { text: '{"a":"{\\"b\\":1,\\"b\\":2}","c":["}",{"d":"\\\\"}]}', is: { a: '{"b":1,"b":2}', c: ['}', { d: '\\' }] } },
    { text: '{"a":{"b":1},"c":{"b":1}}', is: { a: { b: 1 }, c: { b: 1 } } },
  ])('finds what stands twice in $text', ({ text, is }) => {
    expect(parseJson(text)).toEqual(is)
  })

  it('changes no prototype', () => {
    const parsed = parseJson('{"__proto__":1,"__proto__":{"x":1}}')
    expect(parsed).not.toHaveProperty('x')
    expect(Object.keys(Object(parsed))).toEqual(['__proto__'])
  })

  it('takes linear time, however deep or long a text is', () => {
    const texts = [`${'['.repeat(5_000)}${']'.repeat(5_000)}`, JSON.stringify('"'.repeat(1_000_000))]
    expect(costInJson(() => texts.map((text) => parseJson(text)))).toBeLessThan(300)
  })

  it('loses no setting of a template in JSON (CFG-26)', async () => {
    const settings = (name: string, members: string) =>
      `"S":{"Type":"AWS::Lambda::EventInvokeConfig","Properties":{"FunctionName":"${name}","Qualifier":"live",${members}}}`
    const member = `{"Resources":{${settings('orders', '"MaximumRetryAttempts":1,"MaximumRetryAttempts":0')}}}`
    const resource = `{"Resources":{${settings('orders', '"MaximumRetryAttempts":1')},${settings('audit', '"MaximumRetryAttempts":0')}}}`
    for (const template of [member, await parseTemplate(member)])
      expect(readCloudFormation(template).desired).toMatchObject({
        functions: {},
        unknown: [{ functionName: 'orders', qualifier: 'live' }],
      })
    for (const template of [resource, await parseTemplate(resource)])
      expect(readCloudFormation(template)).toMatchObject({
        desired: {
          functions: {},
          unknown: expect.arrayContaining([expect.objectContaining({ setting: 'EventInvokeConfig' })]),
        },
        problems: [{ resource: 'S', reason: 'S stands twice in the template, in the lines 1 and 1' }],
      })
  })
})

import { dnsSuffixOf, partitionOf } from '@async-invoke/schemas/internal'
import { andThen, type Evaluated, requiredTextOf } from './evaluated.ts'
import type { TemplateContext } from './template-context.ts'
import { type JsonObject, objectOf, ownOf } from './template-document.ts'

/** Looks up a parameter or a pseudo parameter; `undefined` if there is none of that name. */
export type LookUpParameter = (name: string) => Evaluated | undefined

export function createParameters(template: JsonObject, context: TemplateContext): LookUpParameter {
  const declared = objectOf(template.Parameters)
  const pseudo = pseudoParameters(context)
  return (name) => {
    if (Object.hasOwn(pseudo, name)) {
      const value = pseudo[name]
      return value === undefined && name !== 'AWS::NoValue' ? { reason: `the value of ${name} is unknown` } : { value }
    }
    const given = ownOf(context.parameters, name)
    if (given === undefined && !Object.hasOwn(declared, name)) return undefined
    const { Type, Default } = objectOf(ownOf(declared, name))
    const type = typeof Type === 'string' ? Type : 'String'
    if (type.startsWith('AWS::SSM::Parameter::Value'))
      return { reason: `the value of ${name} is in Parameter Store, which is read at deployment` }
    const value = given ?? Default
    if (value === undefined) return { reason: `the value of ${name} is unknown` }
    if (type !== 'CommaDelimitedList' && !type.startsWith('List<')) return requiredTextOf(value)
    return andThen(requiredTextOf(value), (list) => ({ value: list.split(',').map((element) => element.trim()) }))
  }
}

function pseudoParameters({ region, accountId, stackName, ...context }: TemplateContext): JsonObject {
  const { partition = partitionOf(region ?? '') } = context
  return {
    'AWS::NoValue': undefined,
    'AWS::Region': region,
    'AWS::AccountId': accountId,
    'AWS::Partition': partition,
    'AWS::StackName': stackName,
    'AWS::StackId': undefined,
    'AWS::NotificationARNs': undefined,
    'AWS::URLSuffix': dnsSuffixOf(partition),
  }
}

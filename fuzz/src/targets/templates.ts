// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are placeholders of templates
import { diagnose, setupOfDesiredState } from '@async-invoke/config-client/doctor'
import {
  parseTemplate,
  readCloudFormation,
  readServerless,
  readStack,
  readTerraformPlan,
} from '@async-invoke/config-client/templates'
import type { DesiredFunction, DesiredState } from '@async-invoke/schemas'
import { checkDesiredState } from '@async-invoke/schemas/desired-state'
import { mutateJson } from '../mutate-json.ts'
import type { Target } from '../target.ts'
import { readFiles } from '../vectors.ts'

const serverless = {
  service: 'shop',
  provider: { name: 'aws', stage: "${opt:stage, 'dev'}" },
  functions: { orders: { handler: 'a.b', onError: 'arn:aws:sns:us-east-1:123456789012:t', maximumRetryAttempts: 1 } },
}
const sam = {
  Transform: 'AWS::Serverless-2016-10-31',
  Parameters: { Retries: { Type: 'Number', Default: 1 } },
  Mappings: { M: { a: { b: 60 } } },
  Conditions: { C: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] } },
  Resources: {
    F: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        FunctionName: { 'Fn::Sub': 'f-${AWS::Region}' },
        DeadLetterQueue: { Type: 'SQS', TargetArn: { 'Fn::GetAtt': ['Q', 'Arn'] } },
        EventInvokeConfig: {
          MaximumRetryAttempts: { Ref: 'Retries' },
          MaximumEventAgeInSeconds: { 'Fn::FindInMap': ['M', 'a', 'b'] },
          DestinationConfig: { OnFailure: { 'Fn::If': ['C', { Type: 'SQS' }, { Ref: 'AWS::NoValue' }] } },
        },
      },
    },
    Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Join': ['-', ['a', { Ref: 'F' }]] } } },
  },
}

const target: Target = {
  promise:
    'a reader returns settings that a plan takes or the doctor names, or refuses the whole document with a TypeError',
  seeds: () => [
    ...readFiles('packages/config-client/test/fixtures/cdk/*.json'),
    ...[serverless, sam].map((each) => Buffer.from(JSON.stringify(each))),
  ],
  mutate: mutateJson,
  async open() {
    return {
      async attempt(input) {
        const text = Buffer.from(input).toString()
        for (const read of [readCloudFormation, readTerraformPlan, readServerless, readStack])
          tryReader(() => read(text))
        const parsed = await parseTemplate(text).catch((error: unknown) => {
          if (!(error instanceof TypeError)) throw error
          return undefined
        })
        if (parsed !== undefined) tryReader(() => readCloudFormation(parsed))
      },
    }
  },
}

function tryReader(read: () => { readonly desired: DesiredState }): void {
  let desired: DesiredState
  try {
    desired = read().desired
  } catch (error) {
    if (error instanceof TypeError) return
    throw error
  }
  const issues = checkDesiredState(desired).length === 0 ? [] : checkDesiredState(withoutRefused(desired))
  if (issues.length > 0) throw new Error(`settings that no plan takes: ${JSON.stringify(issues).slice(0, 300)}`)
}

/** Drops the settings that Lambda refuses, such as an age of a day: readers return them, so that the doctor can name them. */
function withoutRefused(desired: DesiredState): DesiredState {
  const findings = diagnose(setupOfDesiredState(desired)).filter(({ rule }) => rule === 'refused-setting')
  const refused = new Set(findings.map(({ subject }) => subject))
  const isTaken = (name: string, qualifier: string): boolean => !refused.has(`${name}:${qualifier}`)
  const functions = Object.entries(desired.functions ?? {}).map(([name, { EventInvokeConfigs = {}, ...rest }]) => {
    const taken = Object.entries(EventInvokeConfigs ?? {}).filter(([qualifier]) => isTaken(name, qualifier))
    return [name, { ...rest, EventInvokeConfigs: Object.fromEntries(taken) }] as const
  })
  return { ...desired, functions: Object.fromEntries<DesiredFunction>(functions) }
}

export default target

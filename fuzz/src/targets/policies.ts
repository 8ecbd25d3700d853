// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are placeholders of policies and templates
import { DocumentError } from '@async-invoke/schemas'
import { decideAccess, type RolePolicyDocument } from '@async-invoke/schemas/policy'
import { mutateJson } from '../mutate-json.ts'
import type { Target } from '../target.ts'

const policy = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['sqs:Send*', 'sns:*'], Resource: 'arn:aws:sqs:*:123456789012:q-?-*' },
    {
      Effect: 'Deny',
      NotAction: 'sqs:*',
      NotResource: ['*'],
      Condition: { StringEquals: { 'aws:SourceAccount': '1' } },
    },
    {
      Effect: 'Allow',
      Action: '*',
      Resource: 'arn:aws:s3:::${aws:username}',
      Condition: { ArnLike: { a: ['b', '*'] } },
    },
  ],
}
const request = { action: 'sqs:SendMessage', resource: `arn:aws:sqs:us-east-1:123456789012:${'q-1-'.repeat(15)}` }

const target: Target = {
  promise: 'a policy is decided, or refused with a DocumentError',
  seeds: () => [Buffer.from(JSON.stringify(policy))],
  mutate: mutateJson,
  async open() {
    return {
      attempt(input) {
        try {
          const document = JSON.parse(Buffer.from(input).toString()) as RolePolicyDocument
          const access = decideAccess([document], request)
          if (!['allowed', 'denied', 'unknown'].includes(access)) throw new Error(`decided ${access}`)
        } catch (error) {
          if (!(error instanceof DocumentError || error instanceof SyntaxError)) throw error
        }
      },
    }
  },
}

export default target

import { describe, expect, it } from 'vitest'
import { listConfigurePermissions, listSendPermissions } from './target-permissions.ts'

const functionName = 'orders'
const queue = 'arn:aws:sqs:us-east-1:123456789012:failures'
const bucket = 'arn:aws:s3:::records'

describe('listConfigurePermissions', () => {
  const put = { action: 's3:PutObject', resource: `${bucket}/aws/lambda/async/orders/` }

  it('lists what Lambda checks before what sending needs (CFG-14f)', () => {
    expect(listConfigurePermissions({ functionName, targetArn: bucket })).toEqual([
      { action: 's3:ListBucket', resource: bucket },
      put,
    ])
    expect(listSendPermissions({ functionName, targetArn: bucket })).toEqual([put])
  })

  it('lists the send action of a queue alone (section 12)', () => {
    const send = [{ action: 'sqs:SendMessage', resource: queue }]
    expect(listConfigurePermissions({ functionName, targetArn: queue })).toEqual(send)
    expect(listSendPermissions({ functionName, targetArn: queue })).toEqual(send)
  })

  it('lists nothing for an ARN that Lambda does not send to', () => {
    expect(listConfigurePermissions({ functionName, targetArn: 'arn:aws:iam::123456789012:role/r' })).toEqual([])
  })
})

import type { FunctionHome } from '@async-invoke/schemas/function-reference'

/** The URL of a service in AWS, which China has in a domain of its own. */
export function serviceUrl(service: 'sns' | 'sqs', { region, partition }: FunctionHome): string {
  return `https://${service}.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`
}

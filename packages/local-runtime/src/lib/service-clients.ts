import type { TargetKind } from '@async-invoke/schemas/target'
import type { EventBridge } from '@aws-sdk/client-eventbridge'
import type { S3 } from '@aws-sdk/client-s3'
import type { SNS } from '@aws-sdk/client-sns'
import type { SQS } from '@aws-sdk/client-sqs'

/** Endpoints of the services that receive records, and of IAM. */
export interface Endpoints {
  /** Endpoint of SQS. Without it, records for queues stay in the inbox. */
  readonly sqs?: string
  /** Endpoint of SNS. Without it, records for topics stay in the inbox. */
  readonly sns?: string
  /** Endpoint of EventBridge. Without it, records for event buses stay in the inbox. */
  readonly events?: string
  /** Endpoint of S3. Without it, records for buckets stay in the inbox. */
  readonly s3?: string
  /**
   * Endpoint of IAM, the source of execution roles' policies. The runtime only reads from it and refuses what the policies
   * do not allow.
   */
  readonly iam?: string
}

/** A client for each service that has an endpoint. */
export interface ServiceClients {
  readonly sqs?: SQS
  /** Polls queues. Its requests wait for messages, and would hold up those of a shared client. */
  readonly polls?: SQS
  readonly sns?: SNS
  readonly eventBridge?: EventBridge
  readonly s3?: S3
}

/** Local services check no signatures, so any credentials work; the machine's own are never sent to them. */
const localKeys = { accessKeyId: 'async-invoke', secretAccessKey: 'async-invoke' }

/**
 * Creates a client for each service that has an endpoint; the SDK of a service without one is not loaded. Requests to AWS
 * itself are signed with the machine's credentials, which the SDK's default provider chain finds; requests to any other
 * endpoint with fixed keys.
 */
export async function createServiceClients(
  { sqs, sns, events, s3 }: Endpoints,
  region: string,
): Promise<ServiceClients> {
  const at = (endpoint: string) => clientSettings(endpoint, region)
  const clients = await Promise.all([
    sqs === undefined
      ? undefined
      : import('@aws-sdk/client-sqs').then(({ SQS }) => ({
          sqs: new SQS(at(sqs)),
          polls: new SQS({ ...at(sqs), ...manySockets }),
        })),
    sns === undefined ? undefined : import('@aws-sdk/client-sns').then(({ SNS }) => ({ sns: new SNS(at(sns)) })),
    events === undefined
      ? undefined
      : import('@aws-sdk/client-eventbridge').then(({ EventBridge }) => ({ eventBridge: new EventBridge(at(events)) })),
    s3 === undefined
      ? undefined
      : import('@aws-sdk/client-s3').then(({ S3 }) => ({ s3: new S3({ ...at(s3), forcePathStyle: !isOfAws(s3) }) })),
  ])
  return Object.assign({}, ...clients)
}

/** Connections for as many queues as an account may poll; the SDK's default is 50. */
const manySockets = { requestHandler: { httpAgent: { maxSockets: 1_000 }, httpsAgent: { maxSockets: 1_000 } } }

/** Options for a client of any service. */
export function clientSettings(endpoint: string, region: string) {
  return { endpoint, region, ...(!isOfAws(endpoint) && { credentials: localKeys }) }
}

/** Records to functions stay within this runtime and need no client. */
const clientOf: Readonly<Record<TargetKind, (clients: ServiceClients) => object | undefined>> = {
  sqs: ({ sqs }) => sqs,
  sns: ({ sns }) => sns,
  lambda: () => undefined,
  eventbridge: ({ eventBridge }) => eventBridge,
  s3: ({ s3 }) => s3,
}

/** The client that reaches a kind of destination; `undefined` for one without an endpoint. */
export function clientFor(clients: ServiceClients, kind: TargetKind | undefined): object | undefined {
  return kind === undefined ? undefined : clientOf[kind](clients)
}

export function closeServiceClients(clients: ServiceClients): void {
  for (const client of Object.values(clients)) client.destroy()
}

/** Whether an endpoint is one of AWS's own. */
export function isOfAws(endpoint = ''): boolean {
  return /\.amazonaws\.com(\.cn)?$/.test(URL.parse(endpoint)?.hostname ?? '')
}

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CloudFormation's placeholders
import { isObject, type JsonObject, objectOf, ownOf } from './evaluate/template-document.ts'
import { isUnreadable, unreadable } from './evaluate/unreadable.ts'

/** The policies of a SAM function: ARNs or names of managed ones, and documents. */
export interface SamPolicies {
  readonly managed: readonly unknown[]
  readonly documents: readonly JsonObject[]
}

/**
 * Reads `Policies` of a SAM function, policy templates included.
 *
 * @param head - evaluates a value to a scalar, a list or a map
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
 */
export function samPolicies(policies: unknown, head: (value: unknown) => unknown): SamPolicies {
  const each = [head(policies)].flat().flatMap((policy) => {
    // A reference stays: the name of a managed policy of the template is read where the role is.
    const value = isObject(policy) && Object.hasOwn(policy, 'Ref') && !isNothing(policy) ? policy : head(policy)
    return value === undefined ? [] : [value]
  })
  const isManaged = (policy: unknown) =>
    typeof policy === 'string' || (isObject(policy) && Object.hasOwn(policy, 'Ref'))
  return {
    managed: each.filter(isManaged),
    documents: each.filter((policy) => !isManaged(policy)).flatMap(documentsOf),
  }
}

const isNothing = ({ Ref }: JsonObject): boolean => Ref === 'AWS::NoValue'

function documentsOf(policy: unknown): readonly JsonObject[] {
  if (!isObject(policy) || isUnreadable(policy) || Object.hasOwn(policy, 'Statement')) return [objectOf(policy)]
  const [[name, parameters] = [''], ...others] = Object.entries(policy)
  if (others.length > 0 || !name.endsWith('Policy')) return [policy]
  if (harmless.includes(name)) return []
  const template = ownOf(templates, name)
  if (template === undefined) return [unreadable(`the policy template ${name} is unknown`)]
  const { Action, parameter, resources } = template
  const Resource = resources.map((pattern) => ({ 'Fn::Sub': [pattern, { name: objectOf(parameters)[parameter] }] }))
  return [{ Statement: [{ Effect: 'Allow', Action, Resource }] }]
}

interface PolicyTemplate {
  readonly Action: readonly string[]
  readonly parameter: string
  readonly resources: readonly string[]
}

const located = (service: string, resource: string): string =>
  `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`
const bucket = 'arn:${AWS::Partition}:s3:::${name}'
const onBucket = (...Action: readonly string[]): PolicyTemplate => ({
  Action,
  parameter: 'BucketName',
  resources: [bucket, `${bucket}/*`],
})

/** The templates that allow what a target or its key needs, with the actions that it needs. */
const templates: Readonly<Record<string, PolicyTemplate>> = {
  EventBridgePutEventsPolicy: {
    Action: ['events:PutEvents'],
    parameter: 'EventBusName',
    resources: [located('events', 'event-bus/${name}')],
  },
  KMSDecryptPolicy: { Action: ['kms:Decrypt'], parameter: 'KeyId', resources: [located('kms', 'key/${name}')] },
  LambdaInvokePolicy: {
    Action: ['lambda:InvokeFunction'],
    parameter: 'FunctionName',
    resources: [located('lambda', 'function:${name}*')],
  },
  S3CrudPolicy: onBucket('s3:ListBucket', 's3:PutObject'),
  S3FullAccessPolicy: onBucket('s3:ListBucket', 's3:PutObject'),
  S3ReadPolicy: onBucket('s3:ListBucket'),
  S3WritePolicy: onBucket('s3:PutObject'),
  SNSCrudPolicy: { Action: ['sns:Publish'], parameter: 'TopicName', resources: [located('sns', '${name}*')] },
  SNSPublishMessagePolicy: { Action: ['sns:Publish'], parameter: 'TopicName', resources: [located('sns', '${name}')] },
  SQSPollerPolicy: {
    Action: ['sqs:ChangeMessageVisibility*', 'sqs:DeleteMessage*', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    parameter: 'QueueName',
    resources: [located('sqs', '${name}')],
  },
  SQSSendMessagePolicy: {
    Action: ['sqs:SendMessage*'],
    parameter: 'QueueName',
    resources: [located('sqs', '${name}')],
  },
}

/** The templates that allow nothing which a target needs. */
const harmless: readonly string[] = [
  'AMIDescribePolicy',
  'AWSSecretsManagerGetSecretValuePolicy',
  'AWSSecretsManagerRotationPolicy',
  'AcmGetCertificatePolicy',
  'AthenaQueryPolicy',
  'CloudFormationDescribeStacksPolicy',
  'CloudWatchDashboardPolicy',
  'CloudWatchDescribeAlarmHistoryPolicy',
  'CloudWatchPutMetricPolicy',
  'CodeCommitCrudPolicy',
  'CodeCommitReadPolicy',
  'CodePipelineLambdaExecutionPolicy',
  'CodePipelineReadOnlyPolicy',
  'ComprehendBasicAccessPolicy',
  'CostExplorerReadOnlyPolicy',
  'DynamoDBBackupFullAccessPolicy',
  'DynamoDBCrudPolicy',
  'DynamoDBReadPolicy',
  'DynamoDBReconfigurePolicy',
  'DynamoDBRestoreFromBackupPolicy',
  'DynamoDBStreamReadPolicy',
  'DynamoDBWritePolicy',
  'EC2CopyImagePolicy',
  'EC2DescribePolicy',
  'EFSWriteAccessPolicy',
  'EKSDescribePolicy',
  'ElasticMapReduceAddJobFlowStepsPolicy',
  'ElasticMapReduceCancelStepsPolicy',
  'ElasticMapReduceModifyInstanceFleetPolicy',
  'ElasticMapReduceModifyInstanceGroupsPolicy',
  'ElasticMapReduceSetTerminationProtectionPolicy',
  'ElasticMapReduceTerminateJobFlowsPolicy',
  'ElasticsearchHttpPostPolicy',
  'FilterLogEventsPolicy',
  'FirehoseCrudPolicy',
  'FirehoseWritePolicy',
  'KMSEncryptPolicy',
  'KinesisCrudPolicy',
  'KinesisStreamReadPolicy',
  'MobileAnalyticsWriteOnlyAccessPolicy',
  'OrganizationsListAccountsPolicy',
  'PinpointEndpointAccessPolicy',
  'PollyFullAccessPolicy',
  'RekognitionDetectOnlyPolicy',
  'RekognitionFacesManagementPolicy',
  'RekognitionFacesPolicy',
  'RekognitionLabelsPolicy',
  'RekognitionNoDataAccessPolicy',
  'RekognitionReadPolicy',
  'RekognitionWriteOnlyAccessPolicy',
  'Route53ChangeResourceRecordSetsPolicy',
  'SESBulkTemplatedCrudPolicy',
  'SESCrudPolicy',
  'SESEmailTemplateCrudPolicy',
  'SESSendBouncePolicy',
  'SSMParameterReadPolicy',
  'SSMParameterWithSlashPrefixReadPolicy',
  'ServerlessRepoReadWriteAccessPolicy',
  'StepFunctionsExecutionPolicy',
  'TextractDetectAnalyzePolicy',
  'TextractGetResultPolicy',
  'TextractPolicy',
  'VPCAccessPolicy',
]

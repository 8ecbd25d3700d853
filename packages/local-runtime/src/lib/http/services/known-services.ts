import type { Endpoints } from '../../service-clients.ts'

/** A service of AWS that functions call. */
export interface Service {
  /** Name in the credential scope of a signature. */
  readonly scope: string
  readonly title: string
  /** Variable from which every AWS SDK takes the service's endpoint. */
  readonly variable: string
  /** Member of the option `endpoints` that sets it. */
  readonly option: keyof Endpoints | undefined
  /** Prefix of `X-Amz-Target` in the requests of a service that has one. */
  readonly target: string | undefined
}

/** Services with a member in `endpoints`. */
const withOption: Readonly<Record<keyof Endpoints, Omit<Service, 'option'>>> = {
  sqs: service('sqs', 'SQS', 'SQS', 'AmazonSQS'),
  sns: service('sns', 'SNS', 'SNS'),
  events: service('events', 'EventBridge', 'EVENTBRIDGE', 'AWSEvents'),
  s3: service('s3', 'S3', 'S3'),
  iam: service('iam', 'IAM', 'IAM'),
}

/** Other services whose variable or title cannot be derived from the scope. */
const others: readonly Omit<Service, 'option'>[] = [
  service('dynamodb', 'DynamoDB', 'DYNAMODB', 'DynamoDB_'),
  service('states', 'Step Functions', 'SFN', 'AWSStepFunctions'),
  service('secretsmanager', 'Secrets Manager', 'SECRETS_MANAGER', 'secretsmanager'),
  service('ssm', 'Systems Manager', 'SSM', 'AmazonSSM'),
  service('kms', 'KMS', 'KMS', 'TrentService'),
  service('sts', 'STS', 'STS'),
  service('kinesis', 'Kinesis', 'KINESIS', 'Kinesis_'),
  service('firehose', 'Firehose', 'FIREHOSE', 'Firehose_'),
  service('monitoring', 'CloudWatch', 'CLOUDWATCH', 'GraniteServiceVersion'),
  service('logs', 'CloudWatch Logs', 'CLOUDWATCH_LOGS', 'Logs_'),
  service('scheduler', 'EventBridge Scheduler', 'SCHEDULER'),
  service('ses', 'SES', 'SESV2'),
  service('cognito-idp', 'Cognito', 'COGNITO_IDENTITY_PROVIDER', 'AWSCognitoIdentityProviderService'),
  service('execute-api', 'API Gateway', 'APIGATEWAYMANAGEMENTAPI'),
  service('appconfig', 'AppConfig', 'APPCONFIGDATA'),
  service('bedrock', 'Bedrock', 'BEDROCK_RUNTIME'),
  service('rds-data', 'RDS Data', 'RDS_DATA'),
  service('iotdata', 'IoT Data Plane', 'IOT_DATA_PLANE'),
  service('xray', 'X-Ray', 'XRAY'),
]

function service(scope: string, title: string, name: string, target?: string): Omit<Service, 'option'> {
  return { scope, title, variable: `AWS_ENDPOINT_URL_${name}`, target }
}

/** Services that functions call most, and all that have an option. */
export const knownServices: readonly Service[] = [
  ...Object.entries(withOption).map(([option, each]) => ({ ...each, option: option as keyof Endpoints })),
  ...others.map((each) => ({ ...each, option: undefined })),
]

/** The service of a credential scope; for an unknown one, title and variable are derived from the scope. */
export function serviceOf(scope: string): Service {
  const known = knownServices.find((each) => each.scope === scope)
  const name = scope.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')
  return known ?? { ...service(scope, scope, name), option: undefined }
}

/** The option that sets the endpoint of a service, in a program and on the command line. */
export function endpointSetting(option: keyof Endpoints): string {
  return `endpoints.${option} (--${option}-endpoint URL)`
}

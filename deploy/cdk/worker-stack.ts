import { ArnFormat, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2'
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition, LogDrivers } from 'aws-cdk-lib/aws-ecs'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'

export interface WorkerStackProps extends StackProps {
  /** Image of the Dockerfile beside this folder, with your functions in it. */
  readonly image: string
  /** Names of the functions of Lambda, in this account and region, that the workers serve. */
  readonly functions: readonly string[]
}

/** Seconds for runs to end when a worker is replaced. Fargate allows at most 120. */
const drainSeconds = 60
const healthPort = 9464

/**
 * Never deployed here: synthesised only. A queue of SQS, a bucket for bodies that fit into no message, and two workers on
 * Fargate that run functions of Lambda and scale with the backlog. Grant the workers what the destinations of your functions need.
 */
export class WorkerStack extends Stack {
  constructor(scope: Construct, id: string, { image, functions, ...props }: WorkerStackProps) {
    super(scope, id, props)
    // No redrive policy: the store refuses a queue that has one.
    const queue = new Queue(this, 'Events', {
      retentionPeriod: Duration.days(14),
      maxMessageSizeBytes: 1_048_576,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })

    const bodies = new Bucket(this, 'Bodies', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      // What a crash left behind: a day more than SQS keeps a message.
      lifecycleRules: [{ prefix: 'async-invoke/', expiration: Duration.days(15) }],
    })

    // Public addresses instead of a NAT gateway: the workers only call out.
    const subnets = [{ name: 'Workers', subnetType: SubnetType.PUBLIC }]
    const vpc = new Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 0, subnetConfiguration: subnets })
    const task = new FargateTaskDefinition(this, 'Task', { cpu: 512, memoryLimitMiB: 1_024 })
    task.addContainer('Worker', {
      image: ContainerImage.fromRegistry(image),
      command: [
        ...[
          'work',
          '--store',
          `sqs:${queue.queueUrl}`,
          '--bodies',
          bodies.bucketName,
          '--invoke',
          'lambda',
          '--functions',
          functions.join(','),
        ],
        ...['--concurrency', '50', '--drain', String(drainSeconds)],
        ...['--health-host', '0.0.0.0', '--health-port', String(healthPort)],
      ],
      portMappings: [{ containerPort: healthPort }],
      healthCheck: {
        command: [
          'CMD-SHELL',
          `node -e "fetch('http://127.0.0.1:${healthPort}/healthz').then(({ ok }) => process.exit(ok ? 0 : 1))"`,
        ],
        interval: Duration.seconds(30),
        retries: 3,
      },
      stopTimeout: Duration.seconds(drainSeconds + 30),
      logging: LogDrivers.awsLogs({ streamPrefix: 'worker', logRetention: RetentionDays.ONE_MONTH }),
    })
    queue.grantSendMessages(task.taskRole)
    queue.grantConsumeMessages(task.taskRole)
    bodies.grantReadWrite(task.taskRole, 'async-invoke/*')
    for (const resourceName of functions.flatMap((name) => [name, `${name}:*`])) {
      const of = { service: 'lambda', resource: 'function', arnFormat: ArnFormat.COLON_RESOURCE_NAME }
      const arn = this.formatArn({ ...of, resourceName })
      task.addToTaskRolePolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [arn] }))
    }

    const service = new FargateService(this, 'Workers', {
      cluster: new Cluster(this, 'Cluster', { vpc }),
      taskDefinition: task,
      desiredCount: 2,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { rollback: true },
      assignPublicIp: true,
      securityGroups: [new SecurityGroup(this, 'NoIngress', { vpc })],
    })
    service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 }).scaleOnMetric('Backlog', {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      scalingSteps: [
        { upper: 10, change: -1 },
        { lower: 500, change: 1 },
        { lower: 5_000, change: 3 },
      ],
    })
  }
}

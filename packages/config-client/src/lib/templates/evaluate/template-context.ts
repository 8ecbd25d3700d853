/** The values that a template takes from its deployment. */
export interface TemplateContext {
  /** For ARNs of resources that the template creates. */
  readonly region?: string
  /** For ARNs of resources that the template creates. */
  readonly accountId?: string
  /** @defaultValue the partition of `region`, or `aws` */
  readonly partition?: string
  /** For `AWS::StackName`. */
  readonly stackName?: string
  /** Values of parameters; they override the template's defaults. Lists are separated by commas. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Values that other stacks export, by name, for `Fn::ImportValue`. */
  readonly imports?: Readonly<Record<string, string>>
  /**
   * Names that CloudFormation generated, by logical id, for functions, queues, topics, buses and buckets without a
   * name.
   */
  readonly physicalNames?: Readonly<Record<string, string>>
  /**
   * Base of the URLs of queues, for `readStack`: `http://localhost:4566`.
   *
   * @defaultValue SQS in `region`
   */
  readonly sqsEndpoint?: string
}

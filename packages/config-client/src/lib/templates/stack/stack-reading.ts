import type { TemplateReading } from '../template-reading.ts'

/** A resource of a stack as this machine can serve it. */
export interface TemplateResource {
  /** Logical id; for an event of SAM without a resource of its own, `Function.Event`. */
  readonly resource: string
  /** Type of CloudFormation. SAM's functions and layers have that of the resource that they become. */
  readonly type: string
  /** Name of a function, queue, topic, bus, bucket, rule or schedule; its logical id if the template gives it none. */
  readonly name?: string
  /** Properties with their values. Those that the template does not determine are in `unknown`. */
  readonly properties: Readonly<Record<string, unknown>>
  /** `Metadata`, with the asset of the CDK and the build method of SAM. */
  readonly metadata: Readonly<Record<string, unknown>>
  /** Properties that are not determined: each has a `member` and a `reason`. */
  readonly unknown: readonly { readonly member: string; readonly reason: string }[]
}

/**
 * A template as a stack: its settings as {@link TemplateReading} has them, by logical id where there is no name, and every
 * resource.
 */
export interface StackReading extends TemplateReading {
  readonly resources: readonly TemplateResource[]
}

import type { OnMetric, QueueStore, TimelineEntry, UnsettledChoices } from '@async-invoke/engine'
import type { EventInvokeConfig } from '@async-invoke/schemas'
import type { RolePolicyDocument } from '@async-invoke/schemas/policy'
import type { RuntimeFaults } from '../faults/runtime-faults.ts'
import type { Endpoints } from '../service-clients.ts'
import type { TimeMode } from '../time/runtime-clock.ts'

/** Event invoke settings: flat, with `OnSuccess` and `OnFailure`, or with the `DestinationConfig` of Lambda's API. */
export interface EventInvokeOptions extends EventInvokeConfig {
  /** Destinations as in Lambda's API, in place of `OnSuccess` and `OnFailure`. */
  readonly DestinationConfig?: {
    readonly OnSuccess?: { readonly Destination?: string }
    readonly OnFailure?: { readonly Destination?: string }
  }
}

/** A function to serve. */
export interface FunctionOptions {
  /**
   * Path to the handler's file: `.mjs`, `.cjs`, `.js`, `.ts` or `.py`. The code runs in place and is loaded again when it
   * changes. Set exactly one of `file` and `directory`.
   */
  readonly file?: string
  /**
   * Name of the export in `file` that is the handler.
   *
   * @defaultValue `handler`
   */
  readonly exportName?: string
  /**
   * Folder that holds the code; for `provided` runtimes it contains `bootstrap`. `handler` names the handler in it. Set
   * exactly one of `file` and `directory`.
   */
  readonly directory?: string
  /**
   * Folders of the function's layers, each with the content of `/opt`: `nodejs/node_modules`, `python`, `bin`, `lib`. A
   * later one wins.
   */
  readonly layers?: readonly string[]
  /** Handler in Lambda's notation: `src/orders.handler`. */
  readonly handler?: string
  /** Lambda's runtime identifier. Without it, `python3.12` for a `.py` file and `nodejs24.x` otherwise. */
  readonly runtime?: string
  /**
   * ARN of the execution role, whose policies `roles` or `endpoints.iam` supply. Without it, the account's role
   * `async-invoke`.
   */
  readonly role?: string
  /**
   * Timeout in seconds of wall time; a run that exceeds it is killed. From 1 to 900.
   *
   * @defaultValue `3`
   */
  readonly timeoutInSeconds?: number
  /**
   * Memory in megabytes. From 128 to 10240.
   *
   * @defaultValue `128`
   */
  readonly memoryInMegabytes?: number
  /** Environment variables, in addition to Lambda's own. */
  readonly environment?: Readonly<Record<string, string>>
  /** ARN of the dead-letter queue or topic for events that fail for good. */
  readonly deadLetterTargetArn?: string
  /** Dead-letter queue or topic as in Lambda's API, in place of `deadLetterTargetArn`. */
  readonly DeadLetterConfig?: { readonly TargetArn?: string }
  /**
   * Reserved concurrency: the maximum number of concurrent runs, 0 for none. Without it, the function shares the account's
   * unreserved slots. From 0 to 2147483647.
   */
  readonly reservedConcurrency?: number
  /** Reserved concurrency under its name in Lambda's API, in place of `reservedConcurrency`. From 0 to 2147483647. */
  readonly ReservedConcurrentExecutions?: number
  /** Aliases by name, each with its version: `$LATEST`, or one that the data directory holds. */
  readonly aliases?: Readonly<Record<string, string>>
  /** Event invoke settings by qualifier: `$LATEST`, an alias or a version. */
  readonly eventInvokeConfigs?: Readonly<Record<string, EventInvokeOptions>>
}

/** Options of {@link startLocalRuntime}. */
export interface LocalRuntimeOptions {
  /** Functions to serve, in addition to those that the API creates. Keys are function names. */
  readonly functions?: Readonly<Record<string, FunctionOptions>>
  /**
   * Template whose functions, settings and triggers are served: the path of a SAM or CloudFormation template, of the folder
   * around it, or of a `cdk.out`. A change of its file is deployed. Functions of `functions` win over those of the same name.
   */
  readonly template?: string
  /** Values of the template's parameters, in place of their defaults. Lists are separated by commas. */
  readonly templateParameters?: Readonly<Record<string, string>>
  /**
   * Port to listen on; 0 picks a free one. From 0 to 65535.
   *
   * @defaultValue `0`
   */
  readonly port?: number
  /**
   * Address to listen on. On any other than the default, anyone who can reach the runtime can run code on this machine.
   *
   * @defaultValue `127.0.0.1`
   */
  readonly host?: string
  /**
   * Region of the functions.
   *
   * @defaultValue `us-east-1`
   */
  readonly region?: string
  /**
   * Account ID of the functions. 12 digits.
   *
   * @defaultValue `123456789012`
   */
  readonly accountId?: string
  /**
   * Clock that ages and waits follow. Timeouts and deadlines of functions are wall time in every mode.
   *
   * @defaultValue `real`
   */
  readonly time?: TimeMode
  /**
   * Speed of the clock relative to the machine's. Requires real time. From 0.001 to 100000.
   *
   * @defaultValue `1`
   */
  readonly speed?: number
  /** Endpoints of the services that receive records, and of IAM. */
  readonly endpoints?: Endpoints
  /** Environment variables of all functions. A function's own win. */
  readonly environment?: Readonly<Record<string, string>>
  /** File of environment variables of all functions, a line each: `NAME=value`. Those of `environment` win. */
  readonly environmentFile?: string
  /**
   * Whether functions call AWS itself, with the credentials of this shell. Otherwise a service without an endpoint answers
   * 501.
   *
   * @defaultValue `false`
   */
  readonly allowAws?: boolean
  /**
   * Maximum size in bytes of a message to an SNS topic, by ARN: its attribute `MaximumMessageSize`. Without it, the
   * attribute is read from the endpoint of SNS, or is 262144. From 1024 to 1048576.
   */
  readonly topicLimits?: Readonly<Record<string, number>>
  /**
   * Whether Put and Update refuse a function, queue, topic or bucket that is known not to exist.
   *
   * @defaultValue `true`
   */
  readonly checkDestinations?: boolean
  /**
   * Policies of execution roles, by role ARN. A role without one may do everything, unless IAM has its policies. Put,
   * Update, dead-letter targets and deliveries are refused where the function's role lacks a permission.
   */
  readonly roles?: Readonly<Record<string, RolePolicyDocument>>
  /** Key pair that requests must be signed with (Signature Version 4). Without it, signatures are not checked. */
  readonly signingKeys?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /**
   * Origins whose pages may send requests, as a browser names them. Without it, only the page of the runtime may.
   */
  readonly allowedOrigins?: readonly string[]
  /**
   * Maximum number of concurrent runs over all functions; further runs are throttled, and with 0 every run is. From 0 to
   * 2147483647.
   *
   * @defaultValue `1000`
   */
  readonly concurrency?: number
  /**
   * Maximum number of concurrent asynchronous runs and deliveries; the rest wait in the queue. From 1 to 100000.
   *
   * @defaultValue `50`
   */
  readonly maxInFlight?: number
  /**
   * Milliseconds of wall time that a new function stays `Pending`. From 0 to 2147483647.
   *
   * @defaultValue `0`
   */
  readonly pendingMs?: number
  /**
   * Milliseconds on the runtime's clock until a change of event invoke settings takes effect; in AWS it takes up to minutes.
   * A restart applies all changes. From 0 to 2147483647.
   *
   * @defaultValue `0`
   */
  readonly settingsDelayMs?: number
  /**
   * Whether a throttled or backed-up function is polled more slowly.
   *
   * @defaultValue `off`
   */
  readonly backpressure?: 'off' | 'adaptive'
  /**
   * Fate of a record or dead letter whose delivery failed.
   *
   * @defaultValue `drop`
   */
  readonly failedDeliveries?: 'drop' | 'keep'
  /** Faults to inject, which the page and the control API switch too. */
  readonly faults?: RuntimeFaults
  /** Folder for functions, their code and events. Without it, nothing outlives the process. */
  readonly dataDirectory?: string
  /**
   * Whether to open a data directory from which events are missing, and go on with those that are there. Otherwise it is
   * refused.
   *
   * @defaultValue `false`
   */
  readonly acceptLoss?: boolean
  /**
   * Opens the queue that this runtime shares with others; close it after the runtime. Requires real time. Each runtime claims the
   * events of the functions in its own registry. Without it, the queue is that of the data directory, or in memory.
   */
  readonly openStore?: () => Promise<QueueStore>
  /** Answers to questions about Lambda that no recording settles. */
  readonly unsettled?: UnsettledChoices
  /** Called with each entry of each event's timeline. */
  readonly onTimeline?: (entry: TimelineEntry) => void
  /** Called with each metric sample that Lambda would publish. */
  readonly onMetric?: OnMetric
  /**
   * Called with each log line of a function: its own output and the platform's lines around its runs. A message of several
   * lines that a runtime logs as one arrives in one call, with `\n` in it. `requestId` is missing outside of a run. An error that it
   * throws is a fault.
   */
  readonly onLine?: (functionName: string, line: string, requestId: string | undefined) => void
  /** Called when a change of the template is deployed, with what the runtime does not serve of it. */
  readonly onTemplate?: (notServed: readonly string[]) => void
  /** Called with faults of the runtime itself, which keeps running. Without it, faults go to stderr, each once a minute. */
  readonly onFault?: (fault: unknown) => void
}

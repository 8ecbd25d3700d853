import type { OnMetric, TimelineEntry, UnsettledChoices } from '@async-invoke/engine'
import type { EventInvokeConfig } from '@async-invoke/schemas'
import type { RolePolicyDocument } from '../permissions/policy-document.ts'
import type { Endpoints } from '../service-clients.ts'
import type { TimeMode } from '../time/held-time.ts'

/** A function to serve. Bounds of values: `functionOptionRules`. */
export interface FunctionOptions {
  /**
   * Path of the handler's file: `.mjs`, `.cjs`, `.js`, `.ts` or `.py`. It runs where it is, and again when it changes.
   * Either this or `directory`.
   */
  readonly file?: string
  /**
   * Name of the export of `file` that is the handler.
   * @defaultValue `handler`
   */
  readonly exportName?: string
  /** Folder of the code; for `provided` runtimes it holds `bootstrap`. `handler` says where in it the handler is. */
  readonly directory?: string
  /** Handler as Lambda writes it: `src/orders.handler`. */
  readonly handler?: string
  /** Lambda's identifier of the runtime; `python3.12` for a `.py` file, otherwise `nodejs24.x`, unless given. */
  readonly runtime?: string
  /** Execution role, for `roles` and `endpoints.iam`; the role `async-invoke` of the account unless given. */
  readonly role?: string
  /**
   * Seconds of wall time after which a run is killed.
   * @defaultValue `3`
   */
  readonly timeoutInSeconds?: number
  /**
   * Memory in megabytes.
   * @defaultValue `128`
   */
  readonly memoryInMegabytes?: number
  /** Environment variables beside Lambda's own. */
  readonly environment?: Readonly<Record<string, string>>
  /** Queue or topic for events that fail for good. */
  readonly deadLetterTargetArn?: string
  /** Runs at one time; unless given, the function shares the slots that the account has left. */
  readonly reservedConcurrency?: number
  /** Versions by the names of aliases: `$LATEST`, or a version that the data directory has. */
  readonly aliases?: Readonly<Record<string, string>>
  /** Asynchronous settings by qualifier: `$LATEST`, an alias or a version. */
  readonly eventInvokeConfigs?: Readonly<Record<string, EventInvokeConfig>>
}

/** Options of {@link startLocalRuntime}. Bounds of values: `runtimeOptionRules`. */
export interface LocalRuntimeOptions {
  /** Functions to serve beside those that the API creates. */
  readonly functions?: Readonly<Record<string, FunctionOptions>>
  /**
   * Port to listen on; 0 takes any free one.
   * @defaultValue `0`
   */
  readonly port?: number
  /**
   * Address to listen on. Everyone who reaches another one than the default can run code here.
   * @defaultValue `127.0.0.1`
   */
  readonly host?: string
  /**
   * Region of the functions.
   * @defaultValue `us-east-1`
   */
  readonly region?: string
  /**
   * Account of the functions.
   * @defaultValue `123456789012`
   */
  readonly accountId?: string
  /**
   * Time that ages and waits follow.
   * @defaultValue `real`
   */
  readonly time?: TimeMode
  /**
   * How many times as fast as the time of the machine; with real time only.
   * @defaultValue `1`
   */
  readonly speed?: number
  /** Endpoints of services that records go to, and of IAM. */
  readonly endpoints?: Endpoints
  /**
   * Whether Put and Update refuse a function, queue, topic or bucket that is seen not to exist.
   * @defaultValue `true`
   */
  readonly checkDestinations?: boolean
  /**
   * Policies of execution roles by their ARNs; a role without one may do everything, unless IAM knows it. Put, Update,
   * dead-letter targets and deliveries are refused what the role of their function lacks.
   */
  readonly roles?: Readonly<Record<string, RolePolicyDocument>>
  /** Keys with which requests must be signed (Signature Version 4); without them no signature is checked. */
  readonly signingKeys?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /**
   * Runs at one time over all functions; one more is throttled, and with 0 every run is.
   * @defaultValue `1000`
   */
  readonly concurrency?: number
  /**
   * Asynchronous runs and deliveries at one time; more wait in the queue.
   * @defaultValue `50`
   */
  readonly maxInFlight?: number
  /**
   * Milliseconds of wall time for which a new function is `Pending`.
   * @defaultValue `0`
   */
  readonly pendingMs?: number
  /** Folder for functions, their code and events; without one nothing outlives the process. */
  readonly dataDirectory?: string
  /** Answers to questions about Lambda that no recording settles. */
  readonly unsettled?: UnsettledChoices
  /** Called with each entry of the timeline of each event. */
  readonly onTimeline?: (entry: TimelineEntry) => void
  /** Called with each metric sample that Lambda would publish. */
  readonly onMetric?: OnMetric
  /**
   * Called with each line that a function writes, and with those of the platform around its runs. A message that a runtime
   * keeps together is one call, with `\n` in it.
   */
  readonly onLine?: (functionName: string, line: string, requestId: string | undefined) => void
  /** Called with faults of the runtime itself, which goes on; unless given, they are written to stderr. */
  readonly onFault?: (fault: unknown) => void
}

import type { OnMetric, TimelineEntry, UnsettledChoices } from '@async-invoke/engine'
import type { EventInvokeConfig } from '@async-invoke/schemas'
import type { PolicyDocument } from '../permissions/policy-document.ts'
import type { Endpoints } from '../service-clients.ts'
import type { TimeMode } from '../time/held-time.ts'

/** A function to serve. */
export interface FunctionOptions {
  /**
   * Path of the handler's file (`.mjs`, `.cjs`, `.js`, `.ts`, `.py`), run where it is and again when it changes. Either
   * this or `directory`.
   */
  readonly file?: string
  /** Name of the export that is the handler of `file`; default `handler`. */
  readonly exportName?: string
  /** Folder of the code, with `handler` saying where in it; for `provided` runtimes it holds `bootstrap`. */
  readonly directory?: string
  /** As Lambda writes it: `src/orders.handler`. */
  readonly handler?: string
  /** Lambda's identifier; default `python3.12` for a `.py` file, otherwise `nodejs24.x`. */
  readonly runtime?: string
  /** ARN of the execution role, for `roles` and `endpoints.iam`; default the role `async-invoke` of the account. */
  readonly role?: string
  /** Wall time after which a run is killed; default 3, as Lambda's. */
  readonly timeoutInSeconds?: number
  /** Default 128, as Lambda's. */
  readonly memoryInMegabytes?: number
  /** Environment variables of the function, beside Lambda's own. */
  readonly environment?: Readonly<Record<string, string>>
  /** Queue or topic that gets the events which fail for good. */
  readonly deadLetterTargetArn?: string
  /** Runs at one time; without it the function shares what the account has. */
  readonly reservedConcurrency?: number
  /** Names for `$LATEST` or for a version that is there already. */
  readonly aliases?: Readonly<Record<string, string>>
  /** Asynchronous settings by qualifier: `$LATEST`, an alias or a version. */
  readonly eventInvokeConfigs?: Readonly<Record<string, EventInvokeConfig>>
}

export interface LocalRuntimeOptions {
  /** Functions to serve beside those that the API creates. */
  readonly functions?: Readonly<Record<string, FunctionOptions>>
  /** Port; default 0, any free one. */
  readonly port?: number
  /** Address to listen on; default `127.0.0.1`. Anybody who reaches another one can run code here. */
  readonly host?: string
  /** Default `us-east-1`. */
  readonly region?: string
  /** Default `123456789012`. */
  readonly accountId?: string
  /** Default `real`. */
  readonly time?: TimeMode
  /** How many times faster than the machine's time; with `time` `real` only. Default 1. */
  readonly speed?: number
  readonly endpoints?: Endpoints
  /** Whether Put and Update refuse a function, queue, topic or bucket that is seen not to be there; default true. */
  readonly checkDestinations?: boolean
  /**
   * What execution roles may do, by their ARNs. Put, Update, dead-letter targets and deliveries are refused what the role
   * of their function lacks; a role that is not named here may do everything, unless `endpoints.iam` knows it.
   */
  readonly roles?: Readonly<Record<string, PolicyDocument>>
  /** Where they are given, requests must be signed with them (Signature Version 4); by default nothing is looked at. */
  readonly signingKeys?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** Runs at one time over all functions; default 1,000, as Lambda's. One more is throttled. */
  readonly concurrency?: number
  /** Asynchronous runs and deliveries that this machine makes at one time; default 50. More wait in the queue. */
  readonly maxInFlight?: number
  /** Wall time for which a new function is `Pending`, in milliseconds; default 0. */
  readonly pendingMs?: number
  /** Folder for functions and their code; without it everything is forgotten when the process ends. */
  readonly dataDirectory?: string
  /** Answers to questions about Lambda that no recording settles, the record of a stopped loop among them. */
  readonly unsettled?: UnsettledChoices
  /** Told everything that happens to every event. */
  readonly onTimeline?: (entry: TimelineEntry) => void
  /** Told every metric sample that Lambda would publish. */
  readonly onMetric?: OnMetric
  /**
   * Told every line that a function writes, and those that the platform writes around its runs. What a runtime keeps
   * together, as a message of several lines, is told at once, with `\n` in it.
   */
  readonly onLine?: (functionName: string, line: string, requestId: string | undefined) => void
  /** Told of faults of the runtime itself; it goes on. Default: written to stderr. */
  readonly onFault?: (fault: unknown) => void
}

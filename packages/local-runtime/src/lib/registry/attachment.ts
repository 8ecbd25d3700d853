/** One statement of a function's policy, as AddPermission composes it (FNC-25). */
export interface PolicyStatement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Principal: '*' | { readonly Service: string } | { readonly AWS: string }
  readonly Action: string
  readonly Resource: string
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Cross-origin settings of a function's URL. */
export interface UrlCors {
  readonly AllowCredentials?: boolean
  readonly AllowHeaders?: readonly string[]
  readonly AllowMethods?: readonly string[]
  readonly AllowOrigins?: readonly string[]
  readonly ExposeHeaders?: readonly string[]
  /** In seconds. */
  readonly MaxAge?: number
}

/** The URL of a function or alias: kept and returned, not served. */
export interface FunctionUrl {
  readonly url: string
  readonly authType: string
  readonly invokeMode: string
  readonly cors?: UrlCors
  readonly createdMs: number
  readonly modifiedMs: number
}

/** Provisioned concurrency of a version or alias: kept and returned, without effect on runs. */
export interface ProvisionedConcurrency {
  readonly requested: number
  readonly modifiedMs: number
  /** Wall time from which all of it is allocated. */
  readonly readyAtMs: number
}

/** When a version takes up a new version of its runtime: kept and returned, without effect on runs. */
export interface RuntimeManagement {
  readonly updateRuntimeOn: string
  readonly runtimeVersionArn?: string
}

/** What belongs to one qualifier of a function beside its code, configuration and event invoke settings. */
export interface Attachment {
  readonly qualifier: string
  /** In the order in which the statements were added. Missing if none was. */
  readonly policy?: readonly PolicyStatement[]
  readonly url?: FunctionUrl
  readonly provisioned?: ProvisionedConcurrency
  readonly runtimeManagement?: RuntimeManagement
}

/** What can be attached, without the qualifier. */
export type AttachmentKind = Exclude<keyof Attachment, 'qualifier'>

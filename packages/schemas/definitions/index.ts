import type { TSchema } from '@sinclair/typebox'
import { busEvent, scheduleEvent } from './bus-event.ts'
import { deadLetterAttributes } from './dead-letter-attributes.ts'
import { desiredState } from './desired-state.ts'
import { errorResponse } from './error-response.ts'
import {
  deadLetterConfig,
  eventInvokeConfigRequest,
  functionEventInvokeConfig,
  sdkFunctionEventInvokeConfig,
} from './event-invoke-config.ts'
import { eventBridgeEvent } from './eventbridge-event.ts'
import { invocationRecord } from './invocation-record.ts'
import { pipeFailure, ruleDeadLetterAttributes, scheduleDeadLetterAttributes } from './neighbours.ts'
import { s3Event } from './s3-event.ts'
import { s3Key } from './s3-key.ts'
import { snsEvent, snsNotification } from './sns.ts'
import { sqsEvent, sqsMessage } from './sqs.ts'
import { timeline } from './timeline.ts'

/** One published document, its file and the name of its validator. */
export interface Definition {
  /** File below `schemas/`, without `.json`: `<name>/<version>`. */
  readonly file: string
  /** Stem of the generated module and, in camel case, of its validator. */
  readonly name: string
  readonly schema: TSchema
  /** Whether the document has a Standard Schema object, for which its schema is generated as a module too. */
  readonly full: boolean
}

const define = (schema: TSchema, full: boolean): Definition => {
  const [name = '', version = ''] = (schema.$id ?? '').split(':').slice(-2)
  return { file: `${name}/${version}`, name, schema, full }
}

export const definitions: readonly Definition[] = [
  ...[
    invocationRecord,
    deadLetterAttributes,
    eventInvokeConfigRequest,
    functionEventInvokeConfig,
    sdkFunctionEventInvokeConfig,
    deadLetterConfig,
  ].map((schema) => define(schema, true)),
  ...[
    sqsMessage,
    sqsEvent,
    snsNotification,
    snsEvent,
    eventBridgeEvent,
    s3Event,
    busEvent,
    scheduleEvent,
    s3Key,
    errorResponse,
    ruleDeadLetterAttributes,
    scheduleDeadLetterAttributes,
    pipeFailure,
    timeline,
    desiredState,
  ].map((schema) => define(schema, false)),
]

/**
 * Documents that Lambda and its targets write, for readers in any language; only this project reads a desired state.
 */
export const lambdaDocuments: readonly Definition[] = definitions.filter(({ schema }) => schema !== desiredState)

import type { Refusal } from '@async-invoke/schemas'
import { type JsonObject, object, text } from '../http/json-body.ts'
import type { LoggingConfig } from '../registry/function-record.ts'
import { checkMember } from './model-rules.ts'

/** What a request says of the function's logs; what it leaves out is missing. */
export function loggingOf(body: JsonObject): LoggingConfig | undefined {
  const asked = object(body, 'LoggingConfig')
  if (asked === undefined) return undefined
  const members = ['LogFormat', 'ApplicationLogLevel', 'SystemLogLevel', 'LogGroup'] as const
  return Object.fromEntries(members.flatMap((name) => (text(asked, name) === undefined ? [] : [[name, asked[name]]])))
}

/** What the model says against it. */
export function loggingRefusals(asked: LoggingConfig = {}): readonly Refusal[] {
  const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']
  return [
    ...checkMember('loggingConfig.logFormat', asked.LogFormat, { values: ['JSON', 'Text'] }),
    ...checkMember('loggingConfig.applicationLogLevel', asked.ApplicationLogLevel, { values: levels }),
    ...checkMember('loggingConfig.systemLogLevel', asked.SystemLogLevel, { values: ['DEBUG', 'INFO', 'WARN'] }),
    ...checkMember('loggingConfig.logGroup', asked.LogGroup, { maxLength: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' }),
  ]
}

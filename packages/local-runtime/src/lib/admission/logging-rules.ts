import type { Refusal } from '@async-invoke/schemas'
import type { LoggingConfig } from '../registry/function-record.ts'
import { checkMember } from './model-rules.ts'

/** Checks a function's logging configuration against the model. */
export function checkLogging(config: LoggingConfig = {}): readonly Refusal[] {
  const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']
  return [
    ...checkMember('loggingConfig.logFormat', config.LogFormat, { values: ['JSON', 'Text'] }),
    ...checkMember('loggingConfig.applicationLogLevel', config.ApplicationLogLevel, { values: levels }),
    ...checkMember('loggingConfig.systemLogLevel', config.SystemLogLevel, { values: ['DEBUG', 'INFO', 'WARN'] }),
    ...checkMember('loggingConfig.logGroup', config.LogGroup, { maxLength: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' }),
  ]
}

/** Names that environment variables of all functions may have. */
export const environmentNames = {
  kind: 'string',
  noun: 'the name of an environment variable',
  pattern: '^[a-zA-Z_]\\w*$',
} as const

/** Variables that the runtime sets for each function, and that no option overrides. */
export const fixedVariables: ReadonlySet<string> = new Set([
  ...['_HANDLER', '_X_AMZN_TRACE_ID', 'AWS_DEFAULT_REGION', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
  ...['AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_REGION'],
  ...['AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_LAMBDA_RUNTIME_API', 'LAMBDA_RUNTIME_DIR'],
  'LAMBDA_TASK_ROOT',
])

import type { RunTarget } from './run-target.ts'

/** What a function's process finds in its environment: Lambda's variables, which the function's own never replace. */
export function functionVariables(
  target: RunTarget,
  place: { readonly region: string; readonly logStreamName: string; readonly runtimeApi: string },
): NodeJS.ProcessEnv {
  const { functionName, version, memoryInMegabytes, directory, environment, runtime, handler } = target
  // The runtime sets it for each event; none of the function's is seen before.
  const { _X_AMZN_TRACE_ID, ...own } = environment
  return {
    PATH: process.env.PATH,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...own,
    AWS_LAMBDA_RUNTIME_API: place.runtimeApi,
    _HANDLER: handler,
    LAMBDA_TASK_ROOT: directory,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryInMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: place.logStreamName,
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
  }
}

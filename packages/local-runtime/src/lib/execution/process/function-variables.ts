import type { RunTarget } from './run-target.ts'

/**
 * Environment variables of a function's process: Lambda's, which the function's own never override.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function buildVariables(
  target: RunTarget,
  context: { readonly region: string; readonly logStreamName: string; readonly runtimeApi: string },
): NodeJS.ProcessEnv {
  const { functionName, version, memoryInMegabytes, directory, environment, runtime, handler } = target
  // Set by the runtime for each event, and not visible before the first one.
  const { _X_AMZN_TRACE_ID, ...own } = environment
  return {
    PATH: process.env.PATH,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...own,
    AWS_LAMBDA_RUNTIME_API: context.runtimeApi,
    _HANDLER: handler,
    LAMBDA_TASK_ROOT: directory,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryInMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: context.logStreamName,
    AWS_REGION: context.region,
    AWS_DEFAULT_REGION: context.region,
  }
}

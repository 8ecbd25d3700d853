import type { RunTarget } from './run-target.ts'
import { buildSearchPaths, runtimeDirectory } from './search-paths.ts'

/** Settings of the runtime that functions see in their variables. */
export interface CommonVariables {
  readonly region: string
  /** Credentials and endpoints of services. */
  readonly aws: Readonly<Record<string, string>>
  /** Variables that the user sets for all functions. */
  readonly shared: Readonly<Record<string, string>>
}

/** Values of one environment. */
export interface EnvironmentVariables {
  readonly logStreamName: string
  readonly runtimeApi: string
}

/**
 * Environment variables of a function's process: Lambda's, then those of all functions, then its own. The last ones to
 * set a variable win, but for those that name the function and its environment (RUN-6).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function buildVariables(
  target: RunTarget,
  { region, aws, shared }: CommonVariables,
  { logStreamName, runtimeApi }: EnvironmentVariables,
): NodeJS.ProcessEnv {
  const { functionName, version, memoryInMegabytes, directory, environment, runtime, handler } = target
  // Set by the runtime for each event, and not visible before the first one.
  const { _X_AMZN_TRACE_ID, ...own } = { ...shared, ...environment }
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    // No daemon listens there: segments are dropped.
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    ...buildSearchPaths(target),
    ...aws,
    ...own,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    _HANDLER: handler,
    LAMBDA_TASK_ROOT: directory,
    LAMBDA_RUNTIME_DIR: runtimeDirectory,
    // Lambda does not set it for runtimes that are an operating system only.
    ...(!runtime.startsWith('provided') && { AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}` }),
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryInMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  }
}

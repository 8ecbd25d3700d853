import type { VersionRecord } from '../../registry/function-record.ts'

/** A version of a function as an execution environment runs it. */
export interface RunTarget {
  readonly functionName: string
  readonly version: string
  readonly runtime: string
  readonly handler: string
  /** The code's folder. */
  readonly directory: string
  /** Exact path of the handler's module, where one was named. */
  readonly file: string | undefined
  /** Whether the code is a folder of the user's, which may change at any time. */
  readonly hotReload: boolean
  /** Wall time after which a run is killed, in seconds: 1 to 900. */
  readonly timeoutInSeconds: number
  readonly memoryInMegabytes: number
  readonly environment: Readonly<Record<string, string>>
  /** Changes with code and settings; environments of another one are not used again. */
  readonly revision: string
}

export function runTargetOf(functionName: string, { version, settings, code, changeId }: VersionRecord): RunTarget {
  return {
    functionName,
    version,
    runtime: settings.Runtime ?? '',
    handler: settings.Handler,
    directory: code.directory,
    file: code.file,
    hotReload: code.kind === 'local',
    timeoutInSeconds: settings.Timeout,
    memoryInMegabytes: settings.MemorySize,
    environment: settings.Environment ?? {},
    revision: changeId,
  }
}

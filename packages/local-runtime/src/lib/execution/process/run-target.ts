import type { VersionRecord } from '../../registry/function-record.ts'

/** Version of a function, as an execution environment runs it. */
export interface RunTarget {
  readonly functionName: string
  readonly version: string
  readonly runtime: string
  readonly handler: string
  /** Folder of the code. */
  readonly directory: string
  /** Path of the handler's module, if the user named a file. */
  readonly file: string | undefined
  /** Folders of the function's layers, each with the content of `/opt`; later ones overwrite earlier ones. */
  readonly layers: readonly string[]
  /** True if the code is in a folder of the user's, where it may change at any time. */
  readonly hotReload: boolean
  /** Wall time after which a run is killed, in seconds: 1 to 900. */
  readonly timeoutInSeconds: number
  readonly memoryInMegabytes: number
  readonly environment: Readonly<Record<string, string>>
  /** Changes with code and configuration. Environments of another revision are not reused. */
  readonly revision: string
}

export function toRunTarget(functionName: string, { version, settings, code, changeId }: VersionRecord): RunTarget {
  return {
    functionName,
    version,
    runtime: settings.Runtime ?? '',
    handler: settings.Handler,
    directory: code.directory,
    file: code.file,
    layers: code.layers ?? [],
    hotReload: code.kind === 'local',
    timeoutInSeconds: settings.Timeout,
    memoryInMegabytes: settings.MemorySize,
    environment: settings.Environment ?? {},
    revision: changeId,
  }
}

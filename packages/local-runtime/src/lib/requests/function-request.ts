import type { FunctionRequest } from '../admission/function-settings.ts'
import {
  type JsonObject,
  readBoolean,
  readInteger,
  readObject,
  readString,
  readStringList,
  readStringMap,
} from '../http/json-body.ts'
import type { LoggingConfig, VpcConfig } from '../registry/function-record.ts'

/**
 * Reads the settings of CreateFunction and UpdateFunctionConfiguration.
 *
 * @throws {@link LambdaError} when a member has the wrong type
 */
export function readFunctionRequest(body: JsonObject, mode: 'create' | 'update'): FunctionRequest {
  const requested = {
    Runtime: readString(body, 'Runtime'),
    Role: readString(body, 'Role'),
    Handler: readString(body, 'Handler'),
    Description: readString(body, 'Description'),
    Timeout: readInteger(body, 'Timeout'),
    MemorySize: readInteger(body, 'MemorySize'),
    DeadLetterTargetArn: readString(readObject(body, 'DeadLetterConfig') ?? {}, 'TargetArn'),
    EphemeralStorageSize: readInteger(readObject(body, 'EphemeralStorage') ?? {}, 'Size'),
    TracingMode: readString(readObject(body, 'TracingConfig') ?? {}, 'Mode'),
    Environment: readStringMap(readObject(body, 'Environment') ?? {}, 'Variables'),
    Architectures: mode === 'create' ? readArchitectures(body) : undefined,
    LoggingConfig: readLogging(body),
    VpcConfig: readNetwork(body),
  }
  return {
    settings: Object.fromEntries(Object.entries(requested).filter(([, value]) => value !== undefined)),
    packageType: readString(body, 'PackageType'),
    unsupported: ['Layers', 'FileSystemConfigs'].filter((name) => isFilled(body[name])),
  }
}

export function readArchitectures(body: JsonObject): readonly string[] | undefined {
  return body.Architectures === undefined ? undefined : readStringList(body, 'Architectures')
}

function readLogging(body: JsonObject): LoggingConfig | undefined {
  const logging = readObject(body, 'LoggingConfig')
  if (logging === undefined) return undefined
  const members = ['LogFormat', 'ApplicationLogLevel', 'SystemLogLevel', 'LogGroup'] as const
  return Object.fromEntries(
    members.flatMap((name) => (readString(logging, name) === undefined ? [] : [[name, logging[name]]])),
  )
}

function readNetwork(body: JsonObject): VpcConfig | undefined {
  const network = readObject(body, 'VpcConfig')
  if (network === undefined) return undefined
  return {
    Ipv6AllowedForDualStack: readBoolean(network, 'Ipv6AllowedForDualStack'),
    SecurityGroupIds: readStringList(network, 'SecurityGroupIds'),
    SubnetIds: readStringList(network, 'SubnetIds'),
  }
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0
}

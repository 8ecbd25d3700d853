import type { FunctionRequest } from '../admission/function-settings.ts'
import { flag, integer, type JsonObject, list, object, text, texts } from '../http/json-body.ts'
import type { LoggingConfig, VpcConfig } from '../registry/function-record.ts'

/** Reads the settings of CreateFunction and UpdateFunctionConfiguration; refuses members of another type. */
export function functionRequestIn(body: JsonObject, mode: 'create' | 'update'): FunctionRequest {
  const asked = {
    Runtime: text(body, 'Runtime'),
    Role: text(body, 'Role'),
    Handler: text(body, 'Handler'),
    Description: text(body, 'Description'),
    Timeout: integer(body, 'Timeout'),
    MemorySize: integer(body, 'MemorySize'),
    DeadLetterTargetArn: text(object(body, 'DeadLetterConfig') ?? {}, 'TargetArn'),
    EphemeralStorageSize: integer(object(body, 'EphemeralStorage') ?? {}, 'Size'),
    TracingMode: text(object(body, 'TracingConfig') ?? {}, 'Mode'),
    Environment: texts(object(body, 'Environment') ?? {}, 'Variables'),
    Architectures: mode === 'create' ? architecturesIn(body) : undefined,
    LoggingConfig: loggingIn(body),
    VpcConfig: networkIn(body),
  }
  return {
    settings: Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
    packageType: text(body, 'PackageType'),
    unsupported: ['Layers', 'FileSystemConfigs'].filter((name) => isFilled(body[name])),
  }
}

export function architecturesIn(body: JsonObject): readonly string[] | undefined {
  return body.Architectures === undefined ? undefined : list(body, 'Architectures')
}

function loggingIn(body: JsonObject): LoggingConfig | undefined {
  const asked = object(body, 'LoggingConfig')
  if (asked === undefined) return undefined
  const members = ['LogFormat', 'ApplicationLogLevel', 'SystemLogLevel', 'LogGroup'] as const
  return Object.fromEntries(members.flatMap((name) => (text(asked, name) === undefined ? [] : [[name, asked[name]]])))
}

function networkIn(body: JsonObject): VpcConfig | undefined {
  const asked = object(body, 'VpcConfig')
  if (asked === undefined) return undefined
  return {
    Ipv6AllowedForDualStack: flag(asked, 'Ipv6AllowedForDualStack'),
    SecurityGroupIds: list(asked, 'SecurityGroupIds'),
    SubnetIds: list(asked, 'SubnetIds'),
  }
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0
}

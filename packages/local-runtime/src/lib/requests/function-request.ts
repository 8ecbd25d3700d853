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
import type { DurableConfig, LoggingConfig, VpcConfig } from '../registry/function-record.ts'
import { listUnmodelled } from './unmodelled-members.ts'

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
    KMSKeyArn: readString(body, 'KMSKeyArn'),
    SnapStartApplyOn: readString(readObject(body, 'SnapStart') ?? {}, 'ApplyOn'),
    DurableConfig: readDurable(body),
    TenantIsolationMode: readTenancy(body, mode),
  }
  return {
    settings: Object.fromEntries(Object.entries(requested).filter(([, value]) => value !== undefined)),
    packageType: readString(body, 'PackageType'),
    unmodelled: listUnmodelled(mode === 'create' ? 'CreateFunction' : 'UpdateFunctionConfiguration', body),
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

function readDurable(body: JsonObject): DurableConfig | undefined {
  const durable = readObject(body, 'DurableConfig')
  if (durable === undefined) return undefined
  const days = readInteger(durable, 'RetentionPeriodInDays')
  const timeout = readInteger(durable, 'ExecutionTimeout')
  return {
    ...(days !== undefined && { RetentionPeriodInDays: days }),
    ...(timeout !== undefined && { ExecutionTimeout: timeout }),
  }
}

/** Missing where there is no tenancy; empty if it lacks its mode, which the model requires. */
function readTenancy(body: JsonObject, mode: 'create' | 'update'): string | undefined {
  const tenancy = mode === 'create' ? readObject(body, 'TenancyConfig') : undefined
  return tenancy && (readString(tenancy, 'TenantIsolationMode') ?? '')
}

import type { FunctionSettings } from '../registry/function-record.ts'

/** The service's bounds. Its model accepts more memory, for functions on managed instances. */
export const settingBounds = {
  /** In seconds. */
  Timeout: { minimum: 1, maximum: 900 },
  /** In megabytes. */
  MemorySize: { minimum: 128, maximum: 10_240 },
} as const

/** Defaults of a function's configuration. */
export const defaultSettings = {
  Description: '',
  Architectures: ['x86_64'],
  EphemeralStorageSize: 512,
  TracingMode: 'PassThrough',
  Timeout: 3,
  MemorySize: 128,
} satisfies Partial<FunctionSettings>

/** ARN of an execution role; must match the whole value. Written as the service's message prints it. */
export const rolePattern = 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+'

import type { FunctionSettings } from '../registry/function-record.ts'

/** Lambda's bounds for settings of a function. The model admits more memory, for functions on managed instances. */
export const settingBounds = {
  /** Seconds. */
  Timeout: { minimum: 1, maximum: 900 },
  /** Megabytes. */
  MemorySize: { minimum: 128, maximum: 10_240 },
} as const

/** Settings of a function until a request or an option names others. */
export const defaultSettings = {
  Description: '',
  Architectures: ['x86_64'],
  EphemeralStorageSize: 512,
  TracingMode: 'PassThrough',
  Timeout: 3,
  MemorySize: 128,
} satisfies Partial<FunctionSettings>

/** ARN of an execution role, a whole string, as the service prints the pattern. */
export const rolePattern = 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+'

import type {
  FunctionEventInvokeConfig,
  PutFunctionEventInvokeConfigRequest,
  UpdateFunctionEventInvokeConfigRequest,
} from '@aws-sdk/client-lambda'
import { expectTypeOf } from 'vitest'
import type { ConfigClient } from './config-client.ts'
import type { StoredSettings, wireSettings } from './settings.ts'

type PutInput = Parameters<ConfigClient['put']>[0]
type UpdateInput = Parameters<ConfigClient['update']>[0]

// Only a put can unset a number (CFG-7, CFG-8).
expectTypeOf<{ FunctionName: 'f'; MaximumRetryAttempts: null }>().toExtend<PutInput>()
expectTypeOf<{ FunctionName: 'f'; MaximumRetryAttempts: null }>().not.toExtend<UpdateInput>()

// `null` clears a side; a side without a destination is not a setting.
expectTypeOf<{ FunctionName: 'f'; DestinationConfig: { OnFailure: { Destination: null } } }>().toExtend<UpdateInput>()
expectTypeOf<{
  FunctionName: 'f'
  DestinationConfig: { OnFailure: Record<never, never> }
}>().not.toExtend<UpdateInput>()

// The wire form is the SDK's input, and stored settings fit where the SDK's own type is expected.
expectTypeOf<{ FunctionName: 'f' } & ReturnType<typeof wireSettings>>().toExtend<PutFunctionEventInvokeConfigRequest>()
expectTypeOf<
  { FunctionName: 'f' } & ReturnType<typeof wireSettings>
>().toExtend<UpdateFunctionEventInvokeConfigRequest>()
expectTypeOf<StoredSettings>().toExtend<FunctionEventInvokeConfig>()

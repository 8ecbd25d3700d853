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

// A put says that a number is unset; an update cannot unset it, and a type says so before the service does (CFG-7, CFG-8).
expectTypeOf<{ FunctionName: 'f'; MaximumRetryAttempts: null }>().toExtend<PutInput>()
expectTypeOf<{ FunctionName: 'f'; MaximumRetryAttempts: null }>().not.toExtend<UpdateInput>()

// Clearing is `null`; a side without a word about its destination is no setting.
expectTypeOf<{ FunctionName: 'f'; DestinationConfig: { OnFailure: { Destination: null } } }>().toExtend<UpdateInput>()
expectTypeOf<{
  FunctionName: 'f'
  DestinationConfig: { OnFailure: Record<never, never> }
}>().not.toExtend<UpdateInput>()

// What goes out is the SDK's input, what comes back fits where the SDK's own view is asked for.
expectTypeOf<{ FunctionName: 'f' } & ReturnType<typeof wireSettings>>().toExtend<PutFunctionEventInvokeConfigRequest>()
expectTypeOf<
  { FunctionName: 'f' } & ReturnType<typeof wireSettings>
>().toExtend<UpdateFunctionEventInvokeConfigRequest>()
expectTypeOf<StoredSettings>().toExtend<FunctionEventInvokeConfig>()

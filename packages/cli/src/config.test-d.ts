import {
  type ConfigFileOptions,
  type DevConfig,
  defineConfig,
  type Endpoints,
  type EventInvokeConfig,
  type FunctionOptions,
  type RolePolicyDocument,
  type TimeMode,
  type UnsettledChoices,
} from './config.ts'

// Every part of a configuration can be written apart, with the types of this subpath alone.

const settings: EventInvokeConfig = { MaximumRetryAttempts: 1, OnFailure: 'arn:aws:sqs:us-east-1:123456789012:q' }
const orders: FunctionOptions = { file: 'orders.mjs', eventInvokeConfigs: { $LATEST: settings } }
const endpoints: Endpoints = { sqs: 'http://127.0.0.1:4566' }
const policy: RolePolicyDocument = { Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] }
const time: TimeMode = 'skip'
const unsettled: UnsettledChoices = { loopRecord: 'none' }
const options: ConfigFileOptions = { functions: { orders }, endpoints, time, unsettled }
const config: DevConfig = { ...options, memory: true, roles: { 'arn:aws:iam::123456789012:role/r': policy } }

defineConfig(config)
// @ts-expect-error A configuration file has no callbacks.
defineConfig({ onFault: () => {} })

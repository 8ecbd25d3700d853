export { type RunAsyncConfig, type RunAsyncOptions, type RunAsyncResult, runAsync } from './lib/testing/run-async.ts'

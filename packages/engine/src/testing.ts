export { type RunAsyncConfig, type RunAsyncOptions, type RunAsyncResult, runAsync } from './lib/run-async.ts'

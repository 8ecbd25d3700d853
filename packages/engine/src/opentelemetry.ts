export { bridgeToOpenTelemetry } from './lib/observe/opentelemetry.ts'

export { bridgeToOpenTelemetry } from './lib/opentelemetry.ts'

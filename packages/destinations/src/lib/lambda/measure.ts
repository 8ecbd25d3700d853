import { byteLength, kibibyte, mebibyte } from '../destination/bytes.ts'
import type { Measure } from '../destination/measure.ts'
import type { LambdaInvokeInput } from './invocation.ts'

/**
 * An event may have 1 MiB since October 2025 (DST-9).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const lambdaMeasure = {
  maxBytes: { 2024: 256 * kibibyte, 2026: mebibyte },
  owns: (command) => 'Payload' in command,
  sizeOf: ({ Payload }) => byteLength(Payload),
  recordTextOf: ({ Payload }) => Payload,
  withRecordText: (command, Payload) => ({ ...command, Payload }),
} satisfies Measure<LambdaInvokeInput>

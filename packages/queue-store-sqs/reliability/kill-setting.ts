/** What the processes of a run share. */
export interface KillSetting {
  /** Folder of the files in which each process notes its facts. */
  readonly folder: string
  readonly endpoint: string
  readonly queueUrl: string
  readonly bucket: string
  /** From here on, time runs `speed` times as fast. */
  readonly startMs: number
}

export type WorkerSetting = KillSetting & {
  readonly name: string
  /** The worker kills itself before this call of SQS or S3, counted from 1; it lives on without one. */
  readonly diesBefore?: number
}

/** A minute lasts 2 s: a retry, and a lease. */
export const speed = 30
export const leaseMs = 60_000

/** The id tells the outcome: `ok` succeeds, `once` fails the first time, `always` fails each time. `large` has its body in S3. */
export const kinds = ['ok', 'ok', 'ok', 'once', 'always', 'large'] as const
export const conditionOf: Readonly<Record<string, string>> = {
  ok: 'Success',
  large: 'Success',
  once: 'Success',
  always: 'RetriesExhausted',
}
/** Number of runs without a kill. */
export const runsOf: Readonly<Record<string, number>> = { ok: 1, large: 1, once: 2, always: 2 }

export const kindOf = (id: string): string => id.split('-').at(-1) ?? ''

/** Payload of an event. A large one is no text that SQS carries, and too large for base64 in a message. */
export function payloadOf(id: string): Uint8Array {
  return Buffer.from(kindOf(id) === 'large' ? `{"id":"${id}","pad":"${'x'.repeat(790_000)}"}\r\n` : `{"id":"${id}"}`)
}

export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }

import { exitCodes } from '../command-error.ts'
import { createControlClient } from '../control/control-client.ts'
import { printable } from '../text/printable.ts'

/** A change of an object. */
export interface ObjectChange {
  readonly bucket: string
  readonly key: string
  readonly event: string
  readonly size: number
}

/** How the invocation of a function began: as an event, or not at all. */
type Notified = { readonly functionArn: string } & (
  | { readonly requestId: string }
  | { readonly code: string; readonly message: string }
)

/**
 * Reports a change of an object to the runtime.
 *
 * @returns the exit code: 0 if every function that the bucket notifies was invoked
 * @throws {@link CommandError} when no function is notified, or no runtime answers
 */
export async function trigger(change: ObjectChange, endpoint: string, json: boolean): Promise<number> {
  const client = createControlClient(endpoint)
  const { notified } = await client.send<{ readonly notified: readonly Notified[] }>('POST', 'triggers/s3', change)
  for (const each of notified) console.log(json ? JSON.stringify(each) : printable(lineOf(each)))
  return notified.every((each) => 'requestId' in each) ? exitCodes.success : exitCodes.findings
}

function lineOf(notified: Notified): string {
  const outcome =
    'requestId' in notified
      ? `202 accepted as ${notified.requestId}`
      : `not invoked: ${notified.code}: ${notified.message}`
  return `${notified.functionArn}  ${outcome}`
}

import { expectSuccess } from '../aws/resources.ts'
import type { Lab, LabFunction, Queue } from './experiment.ts'

/** Seconds after which a change of settings applies to all events (DSP-8a). */
const settingsSeconds = 150

/**
 * Calls what the rest of an experiment rests on.
 *
 * @throws {Error} if the call is refused: the experiment would show nothing
 */
export async function setUp(lab: Lab, operation: string, input: object): Promise<void> {
  expectSuccess(operation, await lab.lambda(operation, input))
}

/** Puts settings for a function or several of its qualifiers, and resolves once they apply. */
export async function configure(lab: Lab, FunctionName: string, ...all: readonly object[]): Promise<void> {
  for (const settings of all) await setUp(lab, 'PutFunctionEventInvokeConfig', { FunctionName, ...settings })
  await lab.pause(settingsSeconds)
}

/** Publishes a first version, and an alias of it by the name of `live`. */
export async function publishLive(lab: Lab, FunctionName: string): Promise<void> {
  await setUp(lab, 'PublishVersion', { FunctionName })
  await setUp(lab, 'CreateAlias', { FunctionName, Name: 'live', FunctionVersion: '1' })
}

/** Both sides of the settings, as their member. */
export function sides(success: string, failure: string): object {
  return { DestinationConfig: { OnSuccess: { Destination: success }, OnFailure: { Destination: failure } } }
}

/** A function with one slot, whose outcomes go to a queue. */
export async function oneSlot(
  lab: Lab,
  timeoutSeconds: number,
  settings: object,
): Promise<readonly [LabFunction, Queue]> {
  const records = await lab.createQueue()
  const target = await lab.createFunction({ timeoutSeconds })
  await reserveOneSlot(lab, target.name)
  await configure(lab, target.name, { ...settings, ...sides(records.arn, records.arn) })
  return [target, records]
}

export async function reserveOneSlot(lab: Lab, FunctionName: string): Promise<void> {
  await setUp(lab, 'PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions: 1 })
}

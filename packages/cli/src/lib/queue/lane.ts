import { destinationLane, destinationPrefix, functionLane, functionPrefix } from '@async-invoke/engine/internal'
import { UsageError } from '../command-error.ts'

/** The operand of commands on one lane. */
export const laneOperand = {
  name: 'LANE',
  about: 'Name of a function, ARN of a destination or dead-letter target, or a lane as `stats` lists it.',
} as const

/**
 * Reads the lane that an operand names.
 *
 * @throws {@link UsageError} if it names none
 */
export function readLane(given: string): string {
  if (given.startsWith(functionPrefix) || given.startsWith(destinationPrefix)) return given
  if (given.startsWith('arn:')) return destinationLane(given)
  if (/^[a-zA-Z0-9-_]{1,64}$/.test(given)) return functionLane(given)
  throw new UsageError(`LANE is neither the name of a function, without a qualifier, nor an ARN, nor a lane: ${given}`)
}

/** The beginnings of lane names: events wait in the lane of their function, deliveries in that of their destination. */
export const functionPrefix = 'function:'
export const destinationPrefix = 'destination:'

/** Maximum number of names whose lanes are cached. */
const maxCached = 10_000
/** Cached per name: a string that was already a Map key carries its hash. */
const lanes = new Map<string, string>()

/** The lane of a function's events. */
export function functionLane(functionName: string): string {
  const known = lanes.get(functionName)
  if (known !== undefined) return known
  if (lanes.size >= maxCached) lanes.clear()
  const lane = functionPrefix + functionName
  lanes.set(functionName, lane)
  return lane
}

/** The lane of the deliveries to a destination or dead-letter target. */
export function destinationLane(destinationArn: string): string {
  return destinationPrefix + destinationArn
}

/**
 * Removes pieces of an input for as long as it still fails, large pieces first.
 *
 * @param fails - whether an input still breaks the promise in the same way
 */
export async function shrink(input: Uint8Array, fails: (input: Uint8Array) => Promise<boolean>): Promise<Uint8Array> {
  let smallest = Buffer.from(input)
  for (let size = Math.ceil(smallest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length; ) {
      const shorter = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + size)])
      if (await fails(shorter)) smallest = shorter
      else at += size
    }
  }
  return smallest
}

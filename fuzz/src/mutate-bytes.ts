import type { Random } from '@async-invoke/engine/internal'

const interesting = [0x00, 0x01, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x5b, 0x5c, 0x7b, 0x7f, 0x80, 0xc3, 0xed, 0xff]
const maxBytes = 262_144

/** Changes a few places of the bytes: flips, overwrites, inserts, removes, repeats or swaps pieces. */
export function mutateBytes(input: Uint8Array, random: Random): Uint8Array {
  let bytes = Buffer.from(input)
  for (let changes = 1 + below(random, 4); changes > 0; changes -= 1) bytes = mutateOnce(bytes, random)
  return bytes.subarray(0, maxBytes)
}

function mutateOnce(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  const at = below(random, bytes.length + 1)
  const to = Math.min(bytes.length, at + 1 + below(random, 16))
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)]
  const byte = Buffer.of(interesting[below(random, interesting.length)] ?? 0)
  switch (below(random, 6)) {
    case 0: {
      const flipped = Buffer.from(piece)
      if (flipped.length > 0) flipped[0] = (flipped[0] ?? 0) ^ (1 << below(random, 8))
      return Buffer.concat([before, flipped, after])
    }
    case 1:
      return Buffer.concat([before, byte, piece.subarray(1), after])
    case 2:
      return Buffer.concat([before, byte, piece, after])
    case 3:
      return Buffer.concat([before, after])
    case 4:
      return Buffer.concat([before, ...Array.from({ length: 1 + below(random, 20) }, () => piece), after])
    default:
      return Buffer.concat([after, piece, before])
  }
}

/** Draws an integer from 0 to below `bound`. */
export function below(random: Random, bound: number): number {
  return Math.floor(random() * bound)
}

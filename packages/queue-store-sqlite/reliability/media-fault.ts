/** The files of a store by name. */
export type Files = ReadonlyMap<string, Buffer>

/** One fault of one file. */
export type Fault =
  | { readonly kind: 'flipped bit'; readonly file: string; readonly at: number; readonly bit: number }
  | { readonly kind: 'zeroed page'; readonly file: string; readonly at: number }
  | { readonly kind: 'cut'; readonly file: string; readonly at: number }
  | { readonly kind: 'deleted'; readonly file: string }

const pageBytes = 8_192

/** Draws a fault; most are flipped bits, in files and places where they matter as often as in large ones. */
export function faultsOf(files: Files, random: () => number): Fault {
  const below = (end: number): number => Math.floor(random() * end)
  const names = [...files.keys()].filter((name) => (files.get(name)?.length ?? 0) > 0)
  const file = names[below(names.length)] as string
  const size = files.get(file)?.length ?? 0
  const kind = random()
  if (kind < 0.1) return { kind: 'deleted', file }
  if (kind < 0.25) return { kind: 'cut', file, at: below(size) }
  if (kind < 0.4) return { kind: 'zeroed page', file, at: below(Math.ceil(size / pageBytes)) * pageBytes }
  // Headers of a page are a hundredth of it, and the most sensitive.
  const at = random() < 0.5 ? below(size) : below(Math.ceil(size / pageBytes)) * pageBytes + below(Math.min(size, 100))
  return { kind: 'flipped bit', file, at: Math.min(at, size - 1), bit: below(8) }
}

/** Returns the files after a fault; the originals stay as they are. */
export function damage(files: Files, fault: Fault): Files {
  const after = new Map(files)
  const content = Buffer.from(files.get(fault.file) ?? [])
  if (fault.kind === 'deleted') after.delete(fault.file)
  else if (fault.kind === 'cut') after.set(fault.file, content.subarray(0, fault.at))
  else {
    if (fault.kind === 'zeroed page') content.fill(0, fault.at, Math.min(content.length, fault.at + pageBytes))
    else content.writeUInt8(content.readUInt8(fault.at) ^ (1 << fault.bit), fault.at)
    after.set(fault.file, content)
  }
  return after
}

/**
 * Compares the trees of rooms in ARCHITECTURE.md with the folders. A room is a folder below `src/lib`, or a file that
 * lies there alone; a tree lists the rooms of a package from the top floor down, and a room imports only rooms below it,
 * of types too. No two files import each other in a circle, and no folder holds more than 16 source files.
 */
import { dirname, join } from 'node:path'
import { drawnUnder, sourceFiles, specifiersOf } from './source-files.ts'

const maxFilesInRoom = 16
const problems: string[] = []

/** Rooms by package folder, top floor first: `packages/x`, then indented `room/` or `file.ts` and its purpose. */
const floors = new Map<string, string[]>()
for (const line of drawnUnder('Rooms').filter((each) => each.trim() !== '')) {
  const [name = ''] = line.trim().split(/\s+/)
  if (/^\S/.test(line)) floors.set(name, [])
  else [...floors.values()].at(-1)?.push(name)
}

for (const folder of new Set(sourceFiles('packages/*/src/lib/**/*.ts').map((file) => file.split('/src/')[0] ?? ''))) {
  const lib = `${folder}/src/lib`
  const files = sourceFiles(`${lib}/**/*.ts`)
  const roomOf = (file: string): string => {
    const path = file.slice(lib.length + 1)
    return path.includes('/') ? `${dirname(path)}/` : path
  }
  const sizes = new Map<string, number>()
  for (const file of files) sizes.set(roomOf(file), (sizes.get(roomOf(file)) ?? 0) + 1)
  const tree = floors.get(folder) ?? []
  for (const [room, size] of sizes) {
    if (!tree.includes(room)) problems.push(`not drawn under Rooms in ARCHITECTURE.md: ${lib}/${room}`)
    if (size > maxFilesInRoom) problems.push(`${lib}/${room} holds ${size} source files, more than ${maxFilesInRoom}`)
  }
  for (const room of tree) if (!sizes.has(room)) problems.push(`drawn in ARCHITECTURE.md and not there: ${lib}/${room}`)

  const importsOf = new Map(
    files.map((file) => {
      const targets = specifiersOf(file).filter((specifier) => specifier.startsWith('.'))
      return [file, targets.map((specifier) => join(dirname(file), specifier)).filter((to) => files.includes(to))]
    }),
  )
  for (const [file, targets] of importsOf)
    for (const to of targets)
      if (tree.indexOf(roomOf(to)) < tree.indexOf(roomOf(file)))
        problems.push(`${file} imports ${to}, on a floor above it`)
  for (const circle of circlesIn(importsOf)) problems.push(`in a circle: ${circle.join(' -> ')}`)
}

/** One circle for each file that closes one, found depth first. */
function circlesIn(importsOf: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const circles: string[][] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file])
    if (done.has(file) || path.includes(file)) return
    for (const to of importsOf.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of importsOf.keys()) visit(file, [])
  return circles
}

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
} else {
  const rooms = [...floors.values()].flat().length
  console.log(`${rooms} rooms in ${floors.size} packages, as ARCHITECTURE.md draws them`)
}

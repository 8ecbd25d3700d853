import { transform } from 'esbuild'

/**
 * Declares what a joined module never assigns again as a constant, as its sources do. esbuild makes each a variable, which V8
 * loads and checks at every use; with the value of a constant it computes when it compiles.
 *
 * @param text - a module that esbuild has joined: its declarations begin at the start of a line
 */
export async function withConstants(text: string): Promise<string> {
  const lines = text.replaceAll(/^var (?=[^;]* = )/gm, 'const ').split('\n')
  const { warnings } = await transform(lines.join('\n'), { logLevel: 'silent' })
  for (const { id, notes } of warnings) {
    if (id !== 'assign-to-constant') continue
    const declaration = lines.slice(0, notes[0]?.location?.line).findLastIndex((line) => line.startsWith('const '))
    lines[declaration] = (lines[declaration] as string).replace('const', 'var')
  }
  return lines.join('\n')
}

/** Lists the sizes of entries in the table of a README that are not those measured, in kilobytes by entry. */
export function problemsOfFigures(
  readme: string,
  name: string,
  measured: ReadonlyMap<string, number>,
): readonly string[] {
  return [...readme.matchAll(/^\| `(?<path>\/[\w-]+)` \|.*\| (?<said>\d+\.\d) KB \|$/gm)].flatMap(({ groups }) => {
    const { path = '', said = '' } = groups ?? {}
    const kilobytes = measured.get(`${name}${path}`)
    if (kilobytes === undefined) return [`the README gives ${path} a size, which is no entry`]
    // Compilers of later versions differ by a few bytes.
    return Math.abs(kilobytes - Number(said)) < 0.15
      ? []
      : [`the README gives ${path} ${said} KB, and it has ${kilobytes.toFixed(1)}`]
  })
}

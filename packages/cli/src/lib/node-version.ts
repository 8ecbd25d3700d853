/**
 * Says which Node.js the command needs, where an older one runs it (RUN-5). Older versions lack modules that the command
 * imports, so nothing else may be imported before.
 *
 * @param version - `process.versions.node`
 * @param range - `engines.node` of the package: `>=22.13`
 * @returns the sentence; `undefined` if the version is new enough
 */
export function describeOldNode(version: string, range: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [wantedMajor = 0, wantedMinor = 0] = range.replace('>=', '').split('.').map(Number)
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return undefined
  return `async-invoke needs Node.js ${wantedMajor}.${wantedMinor} or later; this is ${version}`
}

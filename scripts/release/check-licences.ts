/** Checks that everything a user installs with the packages has a licence that asks for no more than its own text. */
import { execFileSync } from 'node:child_process'
import { root } from '../source-files.ts'

const allowed: readonly string[] = ['MIT', 'Apache-2.0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0']

/** What `pnpm licenses` prints: packages by licence. */
type Licences = Readonly<Record<string, readonly { readonly name: string; readonly versions: readonly string[] }[]>>

const printed = execFileSync('pnpm', ['--filter', './packages/*', 'licenses', 'list', '--prod', '--json'], {
  cwd: root,
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
const licences = JSON.parse(printed) as Licences
const all = Object.entries(licences).flatMap(([licence, packages]) => packages.map((each) => ({ ...each, licence })))
const refused = all.filter(({ licence }) => !allowed.includes(licence))
for (const { name, versions, licence } of refused)
  console.error(`${name} ${versions.join(', ')} has the licence ${licence}, which is not among ${allowed.join(', ')}`)
// Without any, nothing was read.
if (all.length === 0) console.error('pnpm licenses lists no dependency')
console.log(`licences: ${all.length} packages, ${refused.length} refused`)
process.exitCode = refused.length === 0 && all.length > 0 ? 0 : 1

/**
 * Checks the files of this folder: YAML against the schemas, Prometheus's targets against the workers' port, and every command
 * in them by the parser of the command itself. `pnpm deploy:check`
 */
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { parseAllDocuments } from 'yaml'
import { commandsIn } from './commands-in.ts'
import { problemOf } from './problem-of.ts'

interface Secured {
  readonly securityContext?: { readonly runAsNonRoot?: boolean; readonly allowPrivilegeEscalation?: boolean }
}

interface Pod extends Secured {
  readonly containers: readonly (Secured & { readonly name: string })[]
}

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const problems: string[] = []

function documentsOf(path: string): readonly unknown[] {
  return parseAllDocuments(read(path)).map((document) => {
    for (const { message } of [...document.errors, ...document.warnings]) problems.push(`${path}: ${message}`)
    return document.toJS() as unknown
  })
}

/** The pods of jobs and deployments, wherever they are in documents. */
function podsIn(value: unknown): readonly Pod[] {
  if (typeof value !== 'object' || value === null) return []
  return [...('containers' in value ? [value as Pod] : []), ...Object.values(value).flatMap(podsIn)]
}

function checkBySchema(path: string, schemaPath: string, documents: readonly unknown[]): void {
  const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(
    JSON.parse(read(schemaPath)),
  )
  if (documents.length === 0) problems.push(`${path} has no document`)
  for (const [index, document] of documents.entries())
    if (!validate(document))
      for (const { instancePath, message, params } of validate.errors ?? [])
        problems.push(`${path}, document ${index + 1}${instancePath} ${message} ${JSON.stringify(params)}`)
}

/** Files with commands: YAML and JSON as documents, the Dockerfile's instructions as JSON, the one in its comment too. */
const files: Readonly<Record<string, readonly unknown[]>> = {
  'compose.yaml': documentsOf('compose.yaml'),
  'kubernetes.yaml': documentsOf('kubernetes.yaml'),
  'cdk/template.json': [JSON.parse(read('cdk/template.json'))],
  Dockerfile: [...read('Dockerfile').matchAll(/^(?:# )?CMD (\[.*\])$/gm)].map(([, list = '']) => JSON.parse(list)),
}
checkBySchema('compose.yaml', 'schemas/compose.json', files['compose.yaml'] ?? [])
checkBySchema('kubernetes.yaml', 'schemas/kubernetes.json', files['kubernetes.yaml'] ?? [])
documentsOf('prometheus.yml')

let commands = 0
const ports = new Set<string>()
for (const [path, documents] of Object.entries(files)) {
  const found = commandsIn(documents)
  if (found.length === 0) problems.push(`${path} has no command of async-invoke`)
  for (const args of found) {
    commands += 1
    const problem = await problemOf(args)
    if (problem !== undefined) problems.push(`${path}: async-invoke ${args.join(' ')}: ${problem}`)
    const at = args.indexOf('--health-port')
    if (at >= 0) ports.add(args[at + 1] ?? '')
  }
}
// The image has no folder that its user may write.
for (const args of commandsIn(files.Dockerfile ?? []))
  if (args[0] === 'dev' && !args.includes('--memory') && !args.includes('--data'))
    problems.push(`Dockerfile: async-invoke ${args.join(' ')} keeps its data where its user cannot write`)

// As restricted namespaces ask for; the rest of their rules is in the schema.
for (const pod of podsIn(files['kubernetes.yaml'])) {
  const contexts = [pod, ...pod.containers].map(({ securityContext = {} }) => securityContext)
  if (contexts[0]?.runAsNonRoot !== true || !contexts.slice(1).every((each) => each.allowPrivilegeEscalation === false))
    problems.push(
      `kubernetes.yaml: a pod with ${pod.containers.map(({ name }) => name).join(', ')} has rights that it does not need`,
    )
}

// The probes, the metrics and the image agree on one port.
const [port] = ports
for (const path of ['prometheus.yml', 'kubernetes.yaml', 'Dockerfile', 'cdk/template.json'])
  if (ports.size !== 1 || port === undefined || !read(path).includes(port))
    problems.push(`${path} does not have the one port of --health-port: ${[...ports].join(', ')}`)

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
} else
  console.log(`deploy: ${Object.keys(files).length} files with ${commands} commands, as their schemas and flags say`)

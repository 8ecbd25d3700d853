/** Serves the site on the loopback interface, and builds it before a page is shown whose sources have changed since. */
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { markdownFiles, root } from './src/repository.ts'

const port = 4321
const folder = import.meta.dirname
const dist = join(folder, 'dist')
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

let builtAtMs = 0

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const path = decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname)
  const file = join(dist, path)
  try {
    if (!file.startsWith(`${dist}/`)) throw new Error(`${path} is not below the site`)
    if (path.endsWith('.html')) buildIfChanged()
    const content = readFileSync(file)
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(content)
  } catch (error) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end(String(error))
  }
})
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`))

function buildIfChanged(): void {
  const ours = globSync(['rules/*.json', 'schemas/*/*.json', 'site/{*.ts,*.json,assets/*,src/*/*.ts}'], { cwd: root })
  const newestMs = Math.max(...[...markdownFiles(), ...ours].map((path) => statSync(join(root, path)).mtimeMs))
  if (newestMs < builtAtMs) return
  builtAtMs = Date.now()
  execFileSync(process.execPath, [join(folder, 'build.ts')], { stdio: 'inherit' })
}

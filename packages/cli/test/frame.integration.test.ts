import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../src/lib/commands.ts'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const names = Object.keys(commands)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-frame-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(args: readonly string[], options: { nodeArgs?: readonly string[]; input?: string } = {}) {
  const { nodeArgs = [], input = '' } = options
  return spawnSync(process.execPath, [...nodeArgs, main, ...args], { cwd: folder, encoding: 'utf8', input })
}

/** Counts the modules that a command loads. */
const counting = `data:text/javascript,${encodeURIComponent(`
import { registerHooks } from 'node:module'
let count = 0
registerHooks({ load: (url, context, next) => { if (url.startsWith('file:')) count += 1; return next(url, context) } })
process.on('exit', () => console.error('modules: ' + count))
`)}`

describe('the command', () => {
  it.each([['--help'], ['--version'], ['help']])('loads few modules for %s', (...args) => {
    const [, count] = /modules: (\d+)/.exec(run(args, { nodeArgs: ['--import', counting] }).stderr) ?? []
    expect(Number(count)).toBeLessThan(45)
  })

  it('lists each command in its help with one sentence', () => {
    const { stdout } = run(['--help'])
    for (const [name, { about }] of Object.entries(commands))
      expect(stdout).toMatch(new RegExp(`^ {2}${name} .*${about}`, 'm'))
  })

  it.each(names)('prints the help of %s', (name) => {
    const { status, stderr, stdout } = run(['help', name])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(new RegExp(`^Usage: async-invoke ${name} (COMMAND )?\\[options\\]`))
    expect(stdout).toMatch(/^ +--json |^Commands:$/m)
  })

  it('prints the help of completion, with every shell that it knows', () => {
    const { status, stderr, stdout } = run(['help', 'completion'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Usage: async-invoke completion SHELL$/m)
    for (const shell of /^ {2}SHELL {2}(.*)\.$/m.exec(stdout)?.[1]?.split(/, | or /) ?? [])
      expect(run(['completion', shell])).toMatchObject({ status: 0, stderr: '' })
  })

  it
    .skipIf(!existsSync('/dev/full'))
    .each([['--version'], ['help', 'read'], ['completion', 'bash'], ['validate', '-', '--json']])(
    'exits with 3 where %s cannot write its output',
    (...args) => {
      const full = openSync('/dev/full', 'w')
      const { status, stderr } = spawnSync(process.execPath, [main, ...args], {
        ...{ cwd: folder, encoding: 'utf8', input: '{}', stdio: ['pipe', full, 'pipe'] },
      })
      closeSync(full)
      expect(status).toBe(3)
      expect(stderr.match(/^async-invoke: cannot write to stdout: ENOSPC.*$/gm)).toHaveLength(1)
    },
  )

  it('prints no control sequences in the message of an error', () => {
    writeFileSync(join(folder, 'escapes.json'), '{ "\\u001b[2Jred\\u202e": 1, "\\u001b[2Jred\\u202e": 2 }')
    const { status, stderr } = run(['dev', 'escapes.json'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('cannot read escapes.json: red stands twice')])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(stderr).not.toMatch(/[\u001b\u202e]/)
  })

  it.each(['read', 'queue'])('prints the same help of %s for help NAME, NAME --help and NAME -h', (name) => {
    const calls = [
      ['help', name],
      [name, '--help'],
      [name, '-h', '--nonsense'],
    ]
    const [first, ...others] = calls.map((args) => run(args))
    expect(first?.status).toBe(0)
    expect(others).toEqual(others.map(() => expect.objectContaining({ status: 0, stdout: first?.stdout, stderr: '' })))
  })

  it('passes what follows -- on as operands', () => {
    expect(run(['dev', '--', '--help']).stderr).toContain('configuration file not found: --help')
  })

  it('prints a stack with --verbose only', () => {
    const args = ['invoke', 'f', '--endpoint', 'http://127.0.0.1:9']
    expect(run(args).stderr).not.toMatch(/^ +at /m)
    expect(run([...args, '--verbose']).stderr).toMatch(/^ +at /m)
  })

  it('has no colours where its errors go to a file', () => {
    expect(run(['deploy']).stderr).toBe("async-invoke: unknown command 'deploy'\nSee 'async-invoke --help'.\n")
  })

  it('refuses a payload from stdin that is not JSON', () => {
    const ran = run(['invoke', 'f', '--payload', '-'], { input: '{"orderId":' })
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('--payload from stdin is not JSON: ')])
  })

  it('reads a configuration file in YAML', () => {
    writeFileSync(join(folder, 'async-invoke.config.yaml'), 'time: fast\nfunctions: {}\n')
    const ran = run(['dev'])
    expect([ran.status, ran.stderr]).toEqual([
      2,
      expect.stringContaining('async-invoke.config.yaml: time is not real, skip or manual: "fast"'),
    ])
    rmSync(join(folder, 'async-invoke.config.yaml'))
  })
})

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'].filter((shell) => existsSync(`/usr/bin/${shell}`)))(
    'is a script that %s can read',
    (shell) => {
      const checked = spawnSync(shell, ['-n'], { input: run(['completion', shell]).stdout, encoding: 'utf8' })
      expect([checked.status, checked.stderr]).toEqual([0, ''])
    },
  )

  it.each([
    { typed: ['inv'], candidates: ['invoke'] },
    { typed: ['invoke', '--wa'], candidates: ['--watch'] },
    { typed: ['dev', '--time', ''], candidates: ['real', 'skip', 'manual'] },
    { typed: ['dev', '--time', 's'], candidates: ['skip'] },
  ])('offers $candidates after $typed', ({ typed, candidates }) => {
    const offered = run(['complete', '--', ...typed])
      .stdout.split('\n')
      .map((line) => line.split('\t')[0])
    expect(offered.slice(0, -2)).toEqual(candidates)
  })
})

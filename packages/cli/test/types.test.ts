import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkOutput } from './check-output.ts'
import { runHere } from './run-here.ts'

let folder: string
let schema: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-types-'))
  schema = join(folder, 'order.schema.json')
  writeFileSync(schema, '{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('types', () => {
  it('prints one file, and writes it where --out says', async () => {
    const out = join(folder, 'types.ts')
    const printed = await runHere(['types', 'typescript', '--payload', schema])
    expect(printed.stdout).toContain('export interface Order {\n  readonly id: string\n}')
    const written = await runHere(['types', 'typescript', '--payload', schema, '--out', out])
    expect(written).toEqual({ code: 0, stdout: `${out}\n`, stderr: '1 written, 0 stale, 0 unchanged\n' })
    expect(readFileSync(out, 'utf8')).toBe(printed.stdout)
  })

  it('writes a file for each class of Java, below the folder of its package', async () => {
    const args = ['types', 'java', '--payload', schema, '--package', 'com.acme', '--out', folder, '--json']
    const { code, stdout } = await runHere(args)
    checkOutput(args, stdout)
    expect(code).toBe(0)
    expect(JSON.parse(stdout).files).toContainEqual({ path: join(folder, 'com/acme/Order.java'), state: 'written' })
    expect(readFileSync(join(folder, 'com/acme/Order.java'), 'utf8')).toContain('package com.acme;')
  })

  it('exits with 1 at --check where a file is missing or stale, and writes nothing', async () => {
    const args = ['types', 'go', '--payload', schema, '--out', join(folder, 'go')]
    expect(await runHere([...args, '--check'])).toMatchObject({ code: 1, stderr: '0 written, 1 stale, 0 unchanged\n' })
    expect((await runHere(args)).code).toBe(0)
    expect(await runHere([...args, '--check'])).toMatchObject({ code: 0, stdout: '' })
    expect((await runHere([...args.slice(0, 2), ...args.slice(4), '--check'])).code).toBe(1)
  })

  it('leaves a file that is not generated', async () => {
    const own = join(folder, 'own.py')
    writeFileSync(own, 'import json\n')
    const { code, stderr } = await runHere(['types', 'python', '--out', own])
    expect([code, stderr]).toEqual([
      3,
      `async-invoke: ${own} is no generated file, and stays; name another with --out\n`,
    ])
    expect(readFileSync(own, 'utf8')).toBe('import json\n')
  })

  it.each([
    { args: ['rust'], code: 2, message: 'types writes go, java, python, typescript; unknown language: rust' },
    { args: ['java'], code: 2, message: 'types java writes a file for each class: it needs a folder, --out DIR' },
    { args: ['python', '--package', 'a'], code: 2, message: '--package is for go and java; python has no packages' },
    { args: ['go', '--package', 'A.b'], code: 2, message: '--package is no name for a package in Go: "A.b"' },
    { args: ['go', '--check'], code: 2, message: '--check needs --out, the files to look at' },
    { args: ['go', '--payload', 'none.json'], code: 3, message: 'cannot read --payload none.json: ENOENT' },
    { args: ['go', '--payload', 'no.json'], code: 2, message: '--payload no.json is not JSON: Unexpected token' },
    {
      args: ['go', '--payload', 'bad.json'],
      code: 3,
      message: 'types of bad at #/properties/a/type is none of null, boolean',
    },
  ])('refuses $args', async ({ args, code, message }) => {
    const bad = join(folder, 'bad.json')
    writeFileSync(bad, '{"type":"object","properties":{"a":{"type":"date"}}}')
    writeFileSync(join(folder, 'no.json'), 'a:\n  b\n')
    const paths = new Map(['bad.json', 'no.json'].map((name) => [name, join(folder, name)]))
    const ran = await runHere(['types', ...args.map((each) => paths.get(each) ?? each)])
    const [line = ''] = ran.stderr.replaceAll(`${folder}/`, '').split('\n')
    expect([ran.code, line.slice(0, message.length + 14)]).toEqual([code, `async-invoke: ${message}`])
    // The text of a file stays in the line that quotes it.
    expect(ran.stderr.split('\n').slice(1).join('')).toMatch(/^(See '|$)/)
  })
})

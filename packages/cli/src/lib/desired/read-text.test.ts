import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readText } from './read-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-text-'))
afterAll(() => rmSync(folder, { recursive: true }))

const terraform = "is Terraform's; give what 'terraform show -json' prints, of a plan or of the state"
const serverless = "is a program; give what 'serverless print --format json' prints"
const savedPlan = Buffer.concat([
  Buffer.from('PK\u0003\u0004\u0014\0\u0008\0'),
  deflateRawSync('a plan'),
  Buffer.from([0xff]),
])

describe('readText', () => {
  it.each([
    { name: 'main.tf', content: 'resource "x" "y" {}', message: terraform },
    { name: 'cdk.tf.json', content: '{"resource":{}}', message: terraform },
    { name: 'saved plan', content: savedPlan, message: terraform },
    { name: 'plan.json', content: '{"@level":"info","type":"version"}\n{"@level":"info"}\n', message: terraform },
    ...['serverless.ts', 'serverless.js', 'serverless.cjs', 'serverless.mts'].map((name) => ({
      ...{ name, content: 'export default {}', message: serverless },
    })),
  ])('says what to give in place of $name', async ({ name, content, message }) => {
    const file = join(folder, name)
    writeFileSync(file, content)
    await expect(readText(file)).rejects.toThrow(`${file} ${message}`)
  })

  it.each([
    { name: 'main.tf', message: (at: string) => `${at} ${terraform}` },
    { name: 'serverless.ts', message: (at: string) => `${join(at, 'serverless.ts')} ${serverless}` },
    { name: 'index.ts', message: (at: string) => `the folder ${at} holds no template.yaml` },
  ])('says so of a folder with $name', async ({ name, message }) => {
    const at = join(folder, `with-${name.replace('.', '-')}`)
    mkdirSync(at)
    writeFileSync(join(at, name), '')
    await expect(readText(at)).rejects.toThrow(message(at))
  })

  it('reads any other document', async () => {
    const path = join(folder, 'template.yaml')
    writeFileSync(path, 'Resources: {}')
    for (const given of [path, folder]) expect(await readText(given)).toEqual({ path, text: 'Resources: {}' })
  })
  it('reads the template of a stage of the CDK, and names those of several', async () => {
    const out = join(folder, 'cdk.out')
    const write = (stage: string) => {
      mkdirSync(join(out, stage), { recursive: true })
      writeFileSync(join(out, stage, 'manifest.json'), '{}')
      writeFileSync(join(out, stage, 'Shop.template.json'), '{"Resources":{}}')
    }
    write('assembly-Prod')
    writeFileSync(join(out, 'assembly-notes'), '')
    expect(await readText(out)).toEqual({
      path: join(out, 'assembly-Prod', 'Shop.template.json'),
      text: '{"Resources":{}}',
    })
    write(join('assembly-Prod', 'assembly-Prod-Eu'))
    await expect(readText(out)).rejects.toThrow(
      'holds several templates; name one of assembly-Prod/Shop.template.json, assembly-Prod/assembly-Prod-Eu/Shop.template.json',
    )
  })
})

import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { definitions } from '../../../packages/schemas/definitions/index.ts'
import { mutateJson } from '../mutate-json.ts'
import { parseJson } from '../parse-json.ts'
import type { Target } from '../target.ts'
import { readVectors } from '../vectors.ts'

/** Takes a Date where the published schema takes any text or number, since a client parses `LastModified`. */
const differsByDesign = 'sdk-function-event-invoke-config'

const published = (file: string): object =>
  JSON.parse(readFileSync(new URL(`../../../schemas/${file}.json`, import.meta.url), 'utf8'))

type Errors = (value: unknown) => readonly unknown[]
type Validate = (value: unknown) => boolean

const target: Target = {
  promise: 'generated validators agree with ajv on the published schemas, in draft-07 and in 2020-12',
  seeds: () =>
    definitions
      .filter(({ name }) => name !== differsByDesign)
      .flatMap(({ name }) => readVectors(`vectors/${name}/*/*.json`)),
  mutate: mutateJson,
  async open() {
    const options = { strict: true, allowUnionTypes: true }
    const all = definitions
      .filter(({ name }) => name !== differsByDesign)
      .map(async ({ file, name }) => {
        const module = await import(`../../../packages/schemas/src/generated/${name}.ts`)
        const errors = Object.values(module).find((value) => typeof value === 'function') as Errors
        const ours: Validate = (value) => errors(value).length === 0
        const theirs = [
          new Ajv2020(options).compile(published(file)),
          new Ajv(options).compile(published(`${file}.draft-07`)),
        ] as readonly Validate[]
        return { name, ours, theirs }
      })
    const validators = await Promise.all(all)
    return {
      attempt(input) {
        const value = parseJson(Buffer.from(input).toString())
        if (value === undefined) return
        for (const { name, ours, theirs } of validators) {
          const valid = ours(value)
          for (const validate of theirs)
            if (validate(value) !== valid) throw new Error(`${name}: we say ${valid}, ajv says ${!valid}`)
        }
      },
    }
  },
}

export default target

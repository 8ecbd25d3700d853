import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'
import { type Definition, definitions } from '../definitions/index.ts'

export interface EmittedFile {
  readonly path: string
  readonly text: string
}

const here = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** Every generated file with its text, written by `emit` and compared with the disk by the drift test. */
export async function emittedFiles(): Promise<readonly EmittedFile[]> {
  const schemas = definitions.map(({ file, schema }) => ({
    path: here(`../../../schemas/${file}.json`),
    text: `${JSON.stringify(schema, null, 2)}\n`,
  }))
  const validators = definitions.map(async (definition) => ({
    path: here(`../src/generated/${definition.name}.ts`),
    text: await validatorModule(definition),
  }))
  return [...schemas, ...(await Promise.all(validators))]
}

/** A validator without eval and without imports: Ajv's standalone code, with the few helpers it uses bundled in. */
async function validatorModule({ file, name, schema }: Definition): Promise<string> {
  // `unicode: false` measures `minLength` in UTF-16 units: the same answer for the 1 we use, and no helper to bundle.
  const ajv = new Ajv({
    allErrors: true,
    unicode: false,
    logger: false,
    code: { source: true, esm: true, lines: true },
  })
  // The definitions use only keywords that draft-07 and 2020-12 share, and draft-07 compiles to half the code.
  const { $schema: _, ...keywords } = JSON.parse(JSON.stringify(schema))
  const validate = ajv.compile(keywords)
  const bundled = await build({
    stdin: { contents: standaloneCode.default(ajv, validate), resolveDir: here('..'), loader: 'js' },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    minifySyntax: true,
    treeShaking: true,
    write: false,
  })
  const code = bundled.outputFiles[0]?.text ?? ''
  const { body, validator } = withoutExports(code)
  return `// @ts-nocheck
// Generated from definitions/${name}.ts (schemas/${file}.json) by \`pnpm schemas:emit\`. Do not edit.
import type { ValidatorError } from '../lib/issue.ts'

${body}
/** Every way in which \`value\` is not a valid document; empty when it is. */
export function ${camelCase(name)}Errors(value: unknown): readonly ValidatorError[] {
  return ${validator}(value) ? [] : ${validator}.errors
}
`
}

/** esbuild closes an ES module with one export list; the validator is its `default`. */
function withoutExports(code: string): { body: string; validator: string } {
  const exports = /export \{([^}]*)\};\s*$/.exec(code)
  const validator = /(\S+) as default/.exec(exports?.[1] ?? '')?.[1]
  if (exports === null || validator === undefined) throw new Error('the bundled validator has no default export')
  return { body: code.slice(0, exports.index).replaceAll(/^\/\/ .*\n/gm, ''), validator }
}

function camelCase(kebab: string): string {
  return kebab.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}

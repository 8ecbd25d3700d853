import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'
import type { Definition } from '../definitions/index.ts'
import { plainSchema, withoutAnnotations } from './dialects.ts'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))

/** A validator without eval and without imports: Ajv's standalone code, with the few helpers it uses bundled in. */
export async function validatorModule({ file, name, schema }: Definition): Promise<string> {
  // The definitions use only keywords that draft-07 and 2020-12 share, and draft-07 compiles to half the code.
  const { $schema: _, ...keywords } = withoutAnnotations(plainSchema(schema))
  const ajv = new Ajv({
    allErrors: true,
    // Lengths in UTF-16 units, as the service counts them; our limits (1, and 350 for an ARN) meet no other characters.
    unicode: false,
    allowUnionTypes: true,
    logger: false,
    code: { source: true, esm: true, lines: true },
  })
  const validate = ajv.compile(keywords)
  const bundled = await build({
    stdin: {
      contents: readingOwnMembers(withoutUnusedDetails(standaloneCode.default(ajv, validate))),
      resolveDir: packageFolder,
      loader: 'js',
    },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    minifySyntax: true,
    treeShaking: true,
    write: false,
  })
  const { body, validator } = withoutExports(bundled.outputFiles[0]?.text ?? '')
  return `// @ts-nocheck
// Generated from definitions/ (schemas/${file}.json) by \`pnpm schemas:emit\`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
${body.includes('ownView') ? "import { ownView } from '../lib/document/own-member.ts'\n" : ''}
${body}
/** Every way in which \`value\` is not a valid document; empty when it is. */
export function ${camelCase(name)}Errors(value: unknown): readonly ValidatorError[] {
  return ${validator}(value) ? [] : ${validator}.errors
}
`
}

/** The schema as a module, for Standard JSON Schema; its descriptions stay in the published file. */
export function schemaModule({ file, name, schema }: Definition): string {
  return `// Generated from definitions/ (schemas/${file}.json) by \`pnpm schemas:emit\`. Do not edit.

export const ${camelCase(name)}JsonSchema: Readonly<Record<string, unknown>> = ${JSON.stringify(withoutAnnotations(plainSchema(schema)))}
`
}

/** An issue has a path, a keyword and a message: what else Ajv notes of an error would only be weight. */
function withoutUnusedDetails(code: string): string {
  const text = '"(?:[^"\\\\]|\\\\.)*"'
  const value = `(?:${text}|[\\w.]+(?:\\[${text}\\][\\w.]*)*)`
  return code
    .replaceAll(new RegExp(`schemaPath:${text},`, 'g'), '')
    .replaceAll(new RegExp(`params:\\{(?:\\w+: ?${value},? ?)*\\},`, 'g'), '')
}

/**
 * A member that a value inherits is none of the document's. Ajv's `ownProperties` asks for each member, which takes
 * twice the time of everything else; asking once for each object gives the same answers.
 */
function readingOwnMembers(code: string): string {
  return code.replaceAll(/if\((data\d*) && typeof \1 == "object" && !Array\.isArray\(\1\)\)\{/g, '$&$1 = ownView($1);')
}

/** esbuild closes an ES module with one export list; the validator is its `default`. */
function withoutExports(code: string): { body: string; validator: string } {
  const exports = /export \{([^}]*)\};\s*$/.exec(code)
  const validator = /(\S+) as default/.exec(exports?.[1] ?? '')?.[1]
  if (exports === null || validator === undefined) throw new Error('the bundled validator has no default export')
  return { body: code.slice(0, exports.index).replaceAll(/^\/\/ .*\n/gm, ''), validator }
}

export function camelCase(kebab: string): string {
  return kebab.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}

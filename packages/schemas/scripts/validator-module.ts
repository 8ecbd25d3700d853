import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'
import type { Definition } from '../definitions/index.ts'
import { plainSchema, withoutAnnotations } from './dialects.ts'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))

/** Generates a validator without eval or imports: Ajv's standalone code with its helpers bundled. */
export async function validatorModule({ file, name, schema }: Definition): Promise<string> {
  // The definitions use only keywords that draft-07 and 2020-12 share, and draft-07 compiles to half the code.
  const { $schema: _, ...keywords } = withoutAnnotations(plainSchema(schema))
  const ajv = new Ajv({
    allErrors: true,
    // Count lengths in UTF-16 units. It makes no difference for our limits: 1, and 350 for an ARN, which is ASCII.
    unicode: false,
    allowUnionTypes: true,
    logger: false,
    code: { source: true, esm: true, lines: true },
  })
  const validate = ajv.compile(keywords)
  const bundled = await build({
    stdin: {
      contents: readingOwnMembers(
        withoutUnusedDetails(withBranches(withTellingMessages(standaloneCode.default(ajv, validate)))),
      ),
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
  const { body, validator } = withoutExports(withPlainIntegers(bundled.outputFiles[0]?.text ?? ''))
  const readsObjects = body.includes('ownView')
  const hasAlternatives = body.includes('branch: ')
  const errors = hasAlternatives ? `withClosestAlternatives(${validator}.errors)` : `${validator}.errors`
  return `// @ts-nocheck
// Generated from definitions/ (schemas/${file}.json) by \`pnpm schemas:emit\`. Do not edit.
${hasAlternatives ? "import { withClosestAlternatives } from '../lib/document/closest-alternative.ts'\n" : ''}import type { ValidatorError } from '../lib/document/issue.ts'
${readsObjects ? "import { ownView, plainPrototype } from '../lib/document/own-member.ts'\n\nlet plain" : ''}
${body}
/** Lists the ways in which \`value\` breaks the schema; empty if it is valid. */
export function ${camelCase(name)}Errors(value: unknown): readonly ValidatorError[] {
  ${readsObjects ? 'plain = plainPrototype()\n  ' : ''}return ${validator}(value) ? [] : ${errors}
}
`
}

/** Generates the schema as a module, for Standard JSON Schema. Descriptions stay in the published file. */
export function schemaModule({ file, name, schema }: Definition): string {
  return `// Generated from definitions/ (schemas/${file}.json) by \`pnpm schemas:emit\`. Do not edit.

export const ${camelCase(name)}JsonSchema: Readonly<Record<string, unknown>> = ${JSON.stringify(withoutAnnotations(plainSchema(schema)))}
`
}

/** Names the member that is one too many, and the only text that is allowed. Ajv has both beside its message. */
function withTellingMessages(code: string): string {
  return code
    .replaceAll(
      /params:\{additionalProperty: (\w+)\},message:"must NOT have additional properties"/g,
      `message:"must NOT have additional property '" + $1 + "'"`,
    )
    .replaceAll(/params:\{allowedValue: "([^"\\]*)"\},message:"must be equal to constant"/g, `message:"must be '$1'"`)
}

/** Says which alternative of which `anyOf` an error is of, in few bytes: each `anyOf` has a number. */
function withBranches(code: string): string {
  const numbers = new Map<string, number>()
  return code.replaceAll(/schemaPath:"([^"\\]*\/anyOf(?:\/[^"\\]*)?)",/g, (_, path: string) => {
    const ends = [...path.matchAll(/\/anyOf(?=\/|$)/g)].map(({ index }) => index + '/anyOf'.length)
    const branch = ends.map((end) => {
      const anyOf = path.slice(0, end)
      const number = numbers.get(anyOf) ?? numbers.size
      numbers.set(anyOf, number)
      const [, alternative] = path.slice(end).split('/')
      return alternative === undefined ? String(number) : `${number}.${alternative}`
    })
    return `branch:${JSON.stringify(branch.join('/'))},`
  })
}

/** Removes members of Ajv's errors that issues do not use, to save bytes. */
function withoutUnusedDetails(code: string): string {
  const literal = '"(?:[^"\\\\]|\\\\.)*"'
  const value = `(?:${literal}|[\\w.]+(?:\\[${literal}\\][\\w.]*)*)`
  return code
    .replaceAll(new RegExp(`schemaPath:${literal},`, 'g'), '')
    .replaceAll(new RegExp(`params:\\{(?:\\w+: ?${value},? ?)*\\},`, 'g'), '')
}

/** Asks for integers by the function that means just that, instead of four comparisons, a remainder among them. */
function withPlainIntegers(code: string): string {
  const comparisons = /\(typeof (data\d*) == "number" && !\(\1 % 1\) && !isNaN\(\1\) && isFinite\(\1\)\)/g
  return code.replaceAll(comparisons, 'Number.isInteger($1)')
}

/**
 * Makes a validator ignore inherited members. Ajv's `ownProperties` checks each member, which takes twice as long as
 * all the rest; one check per object has the same effect. `__proto__` is read rather than `Object.getPrototypeOf` called,
 * which costs 15 % of a check; an own member of that name, as JSON can have, only leads to a copy.
 */
function readingOwnMembers(code: string): string {
  const objects = /if\((data\d*) && typeof \1 == "object" && !Array\.isArray\(\1\)\)\{/g
  return code.replaceAll(objects, '$&if ($1.__proto__ !== plain) $1 = ownView($1);')
}

/** Splits off the export list that ends esbuild's output; its `default` is the validator. */
function withoutExports(code: string): { body: string; validator: string } {
  const exports = /export \{([^}]*)\};\s*$/.exec(code)
  const validator = /(\S+) as default/.exec(exports?.[1] ?? '')?.[1]
  if (exports === null || validator === undefined) throw new Error('the bundled validator has no default export')
  return { body: code.slice(0, exports.index).replaceAll(/^\/\/ .*\n/gm, ''), validator }
}

export function camelCase(kebab: string): string {
  return kebab.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}

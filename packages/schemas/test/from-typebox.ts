import type { Static, TSchema } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import type { AnyStandardSchema } from '../src/index.ts'

/** The adapter that the README shows: TypeBox has no Standard Schema of its own. */
export function fromTypeBox<Schema extends TSchema>(schema: Schema): AnyStandardSchema<unknown, Static<Schema>> {
  const compiled = TypeCompiler.Compile(schema)
  const validate = (value: unknown) => {
    if (compiled.Check(value)) return { value }
    const issues = Array.from(compiled.Errors(value), ({ message, path }) => ({
      message,
      path: path.split('/').slice(1),
    }))
    return { issues }
  }
  return { '~standard': { version: 1, vendor: 'typebox', validate } }
}

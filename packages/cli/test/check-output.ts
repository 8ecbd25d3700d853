import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { outputs } from '../src/lib/outputs.ts'

const validators = new Map<string, ValidateFunction>()

/**
 * Checks each line of output against the schema of its command, and that it has no member which the schema does not know.
 *
 * @throws Error with the line and what is wrong
 */
export function checkOutput(args: readonly string[], stdout: string): void {
  const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((each) => Object.hasOwn(outputs, each)) ?? ''
  const validate =
    validators.get(name) ?? new Ajv2020({ strict: false }).compile(closed(outputs[name] ?? false) as object)
  validators.set(name, validate)
  for (const line of stdout.split('\n'))
    if (line !== '' && !validate(JSON.parse(line)))
      throw new Error(`output of ${name} without its schema: ${line.slice(0, 500)} ${JSON.stringify(validate.errors)}`)
}

/** The published schemas are open, so that members can be added. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const members = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]))
  return 'properties' in members ? { additionalProperties: false, ...members } : members
}

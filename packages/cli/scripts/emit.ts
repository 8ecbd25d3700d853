/** Writes `config.schema.json` and `output.schema.json`. */
import { writeFileSync } from 'node:fs'
import { configSchema } from '../src/lib/config/config-schema.ts'
import { outputSchema } from '../src/lib/outputs.ts'

const schemas = { 'config.schema.json': configSchema, 'output.schema.json': outputSchema }

for (const [name, schema] of Object.entries(schemas))
  writeFileSync(new URL(`../${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`)

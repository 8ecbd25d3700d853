/** Writes `scenario.schema.json` and `prices.schema.json`. */
import { writeFileSync } from 'node:fs'
import { scenarioSchema } from '../src/lib/scenario/scenario-schema.ts'
import { pricesSchema } from '../src/lib/summary/prices.ts'

const schemas = { 'scenario.schema.json': scenarioSchema, 'prices.schema.json': pricesSchema }

for (const [name, schema] of Object.entries(schemas))
  writeFileSync(new URL(`../${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`)

/** Writes `config.schema.json`. */
import { writeFileSync } from 'node:fs'
import { configSchema } from '../src/lib/config/config-schema.ts'

writeFileSync(new URL('../config.schema.json', import.meta.url), `${JSON.stringify(configSchema, null, 2)}\n`)

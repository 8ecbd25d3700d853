/** Writes `control-api.schema.json`. */
import { writeFileSync } from 'node:fs'
import { answerSchemas } from '../definitions/control-api.ts'

writeFileSync(new URL('../control-api.schema.json', import.meta.url), `${JSON.stringify(answerSchemas, null, 2)}\n`)

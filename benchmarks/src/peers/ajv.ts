import schema from '@async-invoke/schemas/schemas/invocation-record/1.0.json' with { type: 'json' }
import { Ajv2020 } from 'ajv/dist/2020.js'

const compiled = new Ajv2020().compile(schema)

export const validate = (value: unknown): boolean => compiled(value)

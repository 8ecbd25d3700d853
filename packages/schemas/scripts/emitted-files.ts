import { fileURLToPath } from 'node:url'
import { definitions } from '../definitions/index.ts'
import { inDialect } from '../src/lib/document/standard-schema.ts'
import { eventBridgeOpenApi, type JsonSchema, plainSchema } from './dialects.ts'
import { contractClasses } from './types/contract-classes.ts'
import { schemaModule, validatorModule } from './validator-module.ts'

export interface EmittedFile {
  readonly path: string
  readonly text: string
}

const here = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const jsonFile = (name: string, schema: JsonSchema): EmittedFile => ({
  path: here(`../../../schemas/${name}.json`),
  text: `${JSON.stringify(schema, null, 2)}\n`,
})

/** Every generated file. `emit` writes them, and the drift test compares them with the disk. */
export async function emittedFiles(): Promise<readonly EmittedFile[]> {
  const schemas = definitions.flatMap(({ file, schema }) => [
    jsonFile(file, plainSchema(schema)),
    jsonFile(`${file}.draft-07`, inDialect(plainSchema(schema), 'draft-07')),
  ])
  const validators = definitions.map(async (definition) => ({
    path: here(`../src/generated/${definition.name}.ts`),
    text: await validatorModule(definition),
  }))
  const modules = definitions
    .filter(({ full }) => full)
    .map((definition) => ({
      path: here(`../src/generated/${definition.name}.schema.ts`),
      text: schemaModule(definition),
    }))
  const contracts = {
    path: here('../src/generated/contract-types.ts'),
    text: `// Generated from definitions/ by \`pnpm schemas:emit\`. Do not edit.
import type { ClassType } from '../lib/types-for/model/shape.ts'

export const contractTypes: readonly ClassType[] = ${JSON.stringify(contractClasses())}
`,
  }
  const openApi = jsonFile('eventbridge-event/0.openapi', eventBridgeOpenApi())
  return [...schemas, openApi, ...(await Promise.all(validators)), ...modules, contracts]
}

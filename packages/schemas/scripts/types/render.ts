import { InputData, JSONSchemaInput, type LanguageName, quicktype, type RendererOptions } from 'quicktype-core'
import type { PlainTypes } from './plain-types.ts'

/** Renders the classes in a language with quicktype. */
export async function render(types: PlainTypes, lang: LanguageName, rendererOptions: RendererOptions): Promise<string> {
  const input = new JSONSchemaInput(undefined)
  const schema = JSON.stringify({ definitions: types })
  await input.addSource({ name: 'documents', uris: ['#/definitions/'], schema })
  const inputData = new InputData()
  inputData.addInput(input)
  const { lines } = await quicktype({
    inputData,
    lang,
    rendererOptions,
    inferEnums: false,
    inferDateTimes: false,
    combineClasses: false,
  })
  return `${lines.join('\n').trimEnd()}\n`
}

export const generatedFrom = 'Generated from schemas/ by `pnpm types:emit`. Do not edit.'

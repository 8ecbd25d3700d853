import { withoutMark } from '@async-invoke/schemas/internal'
import { kindOf } from '../evaluate/evaluated.ts'
import { parseJson } from '../evaluate/parse-json.ts'
import { isObject, type JsonObject } from '../evaluate/template-document.ts'
import { type Yaml, yamlValue } from './yaml-value.ts'

/**
 * Parses the text of a template: JSON, or YAML with CloudFormation's short tags (`!Ref`, `!GetAtt`, …), which it writes in
 * their long form. YAML needs the optional peer dependency `yaml`, which is loaded only for it.
 *
 * CloudFormation reads YAML 1.1, where `yes` is true; a Serverless configuration is YAML 1.2. A number that the versions
 * read differently, and a date, keep their text: `010`, `2010-09-09`. Anchors, aliases and merge keys are followed. A key
 * that stands twice, an unknown tag and a circular alias become problems of the reading.
 *
 * @throws {@link TypeError} if the text is neither JSON nor YAML, holds no map, or nests or expands too much.
 * @throws {@link Error} if the text is YAML and `yaml` is not installed.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 *
 * @example
 * ```ts
 * readCloudFormation(await parseTemplate(readFileSync('template.yaml', 'utf8')))
 * ```
 */
export async function parseTemplate(text: string): Promise<Readonly<Record<string, unknown>>> {
  if (typeof text !== 'string') throw new TypeError('parseTemplate takes the text of a template')
  try {
    return mapOf(parseJson(withoutMark(text)))
  } catch (notJson) {
    if (!(notJson instanceof SyntaxError)) throw notJson
    return mapOf(yamlValue(withoutMark(text), await loadYaml()))
  }
}

function mapOf(value: unknown): JsonObject {
  if (isObject(value)) return value
  throw new TypeError(`the template is ${kindOf(value)} instead of a map`)
}

/** Loaded on demand: it is an optional peer dependency, and JSON does not need it. */
async function loadYaml(): Promise<Yaml> {
  try {
    return await import('yaml')
  } catch (cause) {
    throw new Error('a template in YAML needs the package yaml, an optional peer dependency: npm install yaml', {
      cause,
    })
  }
}

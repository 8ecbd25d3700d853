import { memberOf, type PlainTypes } from './plain-types.ts'
import { generatedFrom, render } from './render.ts'

/** Generates the classes of the package `io.asyncinvoke`, one per file, by file name. */
export async function javaTypes(types: PlainTypes): Promise<ReadonlyMap<string, string>> {
  const code = await render(types, 'java', { package: 'io.asyncinvoke', 'array-type': 'list' } as never)
  const renamed = code.replaceAll(/\bSDK(?=[A-Z][a-z])/g, 'Sdk')
  const files = renamed
    .split(/^(?=\/\/ \w+\.java$)/m)
    .map((text) => [/^\/\/ (\w+)\.java/.exec(text)?.[1] ?? '', text] as const)
    .filter(([name]) => name !== '' && name !== 'Converter')
  return new Map(files.map(([name, text]) => [`${name}.java`, javaClass(types, name, text)]))
}

/**
 * Turns payloads into JsonNode: null in Java if missing, NullNode if null. Omits optional members if they are missing,
 * and always writes required ones, null included. Ignores members that AWS adds later.
 */
function javaClass(types: PlainTypes, name: string, text: string): string {
  const body = text
    .slice(text.search(/^(?:\/\*\*|public class)/m))
    .replaceAll(/\bObject\b/g, 'JsonNode')
    .replace(
      /^public class/m,
      '@JsonIgnoreProperties(ignoreUnknown = true)\n@JsonInclude(JsonInclude.Include.NON_NULL)\npublic class',
    )
    .replaceAll(/^ {4}@JsonProperty\("([^"]+)"\)\n(?= {4}public \S+ get)/gm, (annotation, member: string) => {
      const { optional } = memberOf(types, name, member)
      return optional ? annotation : `${annotation}    @JsonInclude(JsonInclude.Include.ALWAYS)\n`
    })
  const imports = [
    ...(/\bJsonInclude\b/.test(body) ? ['com.fasterxml.jackson.annotation.*'] : []),
    ...(/\bJsonNode\b/.test(body) ? ['com.fasterxml.jackson.databind.JsonNode'] : []),
    ...(/\b(?:List|Map)</.test(body) ? ['java.util.*'] : []),
  ]
  const imported = imports.map((path) => `import ${path};\n`).join('')
  return `// ${generatedFrom}\n\npackage io.asyncinvoke;\n\n${imported}\n${body.trimEnd()}\n`
}

import { memberOf, type PlainTypes } from './plain-types.ts'
import { generatedFrom, render } from './render.ts'

const heading = `// ${generatedFrom}

// Package asyncinvoke has the documents of AWS Lambda's asynchronous invocation.
//
// A condition is any string. A payload is json.RawMessage, its bytes untouched: nil if it is missing, \`null\` if it is
// null. Any other optional member is a pointer that is nil both if it is missing and if it is null.
package asyncinvoke

import "encoding/json"
`

/** Generates one file in the format of gofmt. */
export async function goTypes(types: PlainTypes): Promise<string> {
  const code = await render(types, 'go', { package: 'asyncinvoke', 'just-types-and-package': true } as never)
  let owner = ''
  const lines = code.split('\n').map((line) => {
    owner = /^type (\w+) struct/.exec(line)?.[1]?.replace(/^SDK/, 'Sdk') ?? owner
    return field(types, owner, line)
  })
  const body = aligned(lines)
    .join('\n')
    .replace(/^package asyncinvoke\n/, '')
  return `${heading}${body.replaceAll(/\bSDK(?=[A-Z][a-z])/g, 'Sdk')}`
}

/** Omits optional members if they are missing, and keeps payloads raw. */
function field(types: PlainTypes, owner: string, line: string): string {
  const [, name = '', type = '', member = ''] = /^\t(\w+)\s+(\S+)\s+`json:"([^",]+)/.exec(line) ?? []
  if (member === '') return line.trimEnd()
  const spelling = name.replace(/^DeadLetterAttribute(?=.)/, 'Event')
  const omitted = memberOf(types, owner, member).optional ? ',omitempty' : ''
  return `\t${spelling} ${type.replace('interface{}', 'json.RawMessage')} \`json:"${member}${omitted}"\``
}

/** Aligns consecutive fields without comments in columns, as gofmt does. */
function aligned(lines: readonly string[]): readonly string[] {
  const cells = lines.map((line) => /^\t(\w+) (\S+) (`.*`)$/.exec(line)?.slice(1))
  const result = [...lines]
  for (let start = 0; start < lines.length; start += 1) {
    let end = start
    while (cells[end] !== undefined) end += 1
    const run = cells.slice(start, end) as readonly (readonly string[])[]
    const width = (column: number): number => Math.max(...run.map((row) => row[column]?.length ?? 0))
    for (const [index, [name = '', type = '', tag = '']] of run.entries())
      result[start + index] = `\t${name.padEnd(width(0))} ${type.padEnd(width(1))} ${tag}`
    start = Math.max(start, end)
  }
  return result
}

import type { PlainTypes } from './plain-types.ts'
import { generatedFrom, render } from './render.ts'

const heading = `"""Documents of AWS Lambda's asynchronous invocation, as pydantic models (version 1.10 or 2).

${generatedFrom}

A condition is any string and a payload any JSON. Members that AWS adds later are kept. A member that is missing is None
like one that is null: \`model_fields_set\` (pydantic 2) or \`__fields_set__\` (1) tells them apart, and
\`exclude_unset=True\` writes back what was read. Write with \`by_alias=True\`.
"""
`

/** Generates one module that works with both pydantic 1.10 and 2. */
export async function pythonTypes(types: PlainTypes): Promise<string> {
  const options = { 'pydantic-base-model': true, 'just-types': true, 'python-version': '3.7' }
  const code = await render(types, 'python', { ...options, 'nice-property-names': false } as never)
  const members = Object.values(types).flatMap(({ properties }) => Object.keys(properties))
  const underscored = new Map(members.map((member) => [member.replaceAll('_', ''), member]))
  const changed = code
    .replace('from pydantic import BaseModel', 'from pydantic import BaseModel, Field')
    .replaceAll('(BaseModel):', "(BaseModel, extra='allow'):")
    .replaceAll('    detailtype: str', "    detail_type: str = Field(alias='detail-type')")
    // In pydantic 1, a member of type `Any` is optional; `requestPayload` is required, even if it is null.
    .replaceAll('requestPayload: Any = None', 'requestPayload: Any = Field(...)')
    // quicktype drops the underscores of members that it may not rename.
    .replaceAll(/^ {4}(\w+)(?=: )/gm, (line, name: string) => line.replace(name, underscored.get(name) ?? name))
    .replaceAll(/\bSDK(?=[A-Z][a-z])/g, 'Sdk')
    .replaceAll(/[ \t]+$/gm, '')
  return `${heading}${changed}`
}

import { parse } from 'yaml'
import { problemOf, ScenarioError } from './scenario-error.ts'

/** Recordings stay in files of their own: a longer document is a mistake. */
const maxCharacters = 1_048_576

/**
 * Parses a document of YAML or JSON.
 *
 * @throws {@link ScenarioError} if it is neither, or too long
 */
export function parseDocument(text: unknown): unknown {
  if (typeof text !== 'string')
    throw new ScenarioError([problemOf('', 'type', text, 'must be the text of YAML or JSON')])
  if (text.length > maxCharacters)
    throw new ScenarioError([
      { path: '', rule: 'size', message: `the document has ${text.length} characters, more than ${maxCharacters}` },
    ])
  try {
    return parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ').trim() : String(error)
    throw new ScenarioError([{ path: '', rule: 'yaml', message: `the document is neither YAML nor JSON: ${reason}` }])
  }
}

import highlight from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import diff from 'highlight.js/lib/languages/diff'
import dockerfile from 'highlight.js/lib/languages/dockerfile'
import go from 'highlight.js/lib/languages/go'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import python from 'highlight.js/lib/languages/python'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import { escapeHtml } from '../html.ts'

const languages = { bash, diff, dockerfile, go, ini, java, javascript, json, python, sql, typescript, xml, yaml }
for (const [name, language] of Object.entries(languages)) highlight.registerLanguage(name, language)

/** Code as HTML whose classes the style sheet colours; as it is where the language is unknown. */
export function highlightCode(code: string, language: string): string {
  if (highlight.getLanguage(language) === undefined) return escapeHtml(code)
  return highlight.highlight(code, { language, ignoreIllegals: true }).value
}

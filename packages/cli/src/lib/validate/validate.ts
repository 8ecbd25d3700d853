import { exitCodes, UsageError } from '../command-error.ts'
import { readFiles } from '../sources/read-files.ts'
import type { SourceItem } from '../sources/source-item.ts'
import { counted } from '../text/counted.ts'
import { print, safe, styled } from '../text/output.ts'
import { shortenTo } from '../text/table.ts'
import { shownValueAt } from '../text/value-at.ts'
import { untilInterrupted } from '../until-interrupted.ts'
import { type ContractName, isContractName } from './contract-names.ts'
import { checkContract, contractOf } from './contracts.ts'
import { isYaml, NotYaml, readYaml } from './read-yaml.ts'

/** Characters of a text that is no document, in a message. */
const shownText = 80

/** What is wrong with a document, as `--json` prints it on a line. */
export interface Problem {
  readonly kind: 'problem'
  /** File and line of the document. */
  readonly position: string
  readonly contract?: string
  /** JSON Pointer into the document; empty for the document itself. */
  readonly path: string
  /** Keyword of JSON Schema, `json` or `yaml` for what is not JSON or YAML, `contract` for what is none of the documents. */
  readonly rule: string
  readonly message: string
  /** The value at the path as JSON, shortened. */
  readonly value: string
}

export interface ValidateOptions {
  readonly contract?: string
  readonly json?: boolean
  readonly quiet?: boolean
}

/**
 * Checks every document in the files against its contract, in constant memory.
 *
 * @returns 1 if a document is not valid
 */
export async function validate(files: readonly string[], options: ValidateOptions): Promise<number> {
  const { contract, json = false, quiet = false } = options
  if (contract !== undefined && !isContractName(contract)) throw new UsageError(`no contract is named ${contract}`)
  const summary = { kind: 'summary', documents: 0, invalid: 0, isWhole: true }
  await untilInterrupted(async (signal) => {
    for (const file of files) {
      for await (const items of readFiles(file === '-' ? undefined : file, { readOther, signal })) {
        for (const item of items) {
          const problems = problemsOf(item, contract)
          summary.documents += 1
          if (problems.length > 0) summary.invalid += 1
          for (const problem of problems) await print(json ? JSON.stringify(problem) : lineOf(problem))
        }
        if (signal.aborted) break
      }
      if (signal.aborted) {
        summary.isWhole = false
        return
      }
    }
  })
  if (json) await print(JSON.stringify(summary))
  else if (!quiet) console.error(countLine(summary))
  return summary.invalid > 0 ? exitCodes.findings : exitCodes.success
}

const readOther = (file: string) => (isYaml(file) ? readYaml(file) : undefined)

function problemsOf({ input, position }: SourceItem, given: ContractName | undefined): readonly Problem[] {
  const unreadable = (rule: string, message: string, text: string): readonly Problem[] => [
    { kind: 'problem', position, path: '', rule, message, value: shortenTo(text, shownText) },
  ]
  if (input instanceof NotYaml) return unreadable('yaml', input.message, input.line)
  let value: unknown
  try {
    if (typeof input !== 'string') throw new SyntaxError('is not UTF-8')
    value = JSON.parse(input)
  } catch (error) {
    return unreadable('json', error instanceof Error ? error.message : String(error), String(input))
  }
  const contract = given ?? contractOf(value)
  if (contract === undefined) {
    const message = 'has the members of no contract; name one with --contract, whose help lists them'
    return [{ kind: 'problem', position, path: '', rule: 'contract', message, value: shownValueAt(value, '') }]
  }
  return checkContract(contract, value).map(({ path, keyword, message }): Problem => {
    return { kind: 'problem', position, contract, path, rule: keyword, message, value: shownValueAt(value, path) }
  })
}

function lineOf({ position, contract, path, rule, message, value }: Problem): string {
  const subject = path === '' ? (contract ?? 'document') : `${contract} ${path}`
  // No document is known, so that no rule of one is.
  const named = rule === 'contract' ? '' : ` (${rule})`
  const words = `${subject} ${message}${named}: ${value}`.replaceAll(/\s+/g, ' ')
  return `${styled('bold', safe(position))}  ${safe(words)}`
}

function countLine(summary: {
  readonly documents: number
  readonly invalid: number
  readonly isWhole: boolean
}): string {
  const { documents, invalid, isWhole } = summary
  return `${counted(documents, 'document')}, ${invalid === 0 ? 'all valid' : `${invalid} not valid`}${isWhole ? '' : ', interrupted'}`
}

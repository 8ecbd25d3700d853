import { exitCodes, UsageError } from '../command-error.ts'
import { readFiles } from '../sources/read-files.ts'
import type { SourceItem } from '../sources/source-item.ts'
import { print, safe, styled } from '../text/output.ts'
import { shortenTo } from '../text/table.ts'
import { untilInterrupted } from '../until-interrupted.ts'
import { type ContractName, isContractName } from './contract-names.ts'
import { checkContract, contractOf } from './contracts.ts'

/** Characters of a value in a message. */
const shownValue = 80

/** What is wrong with a document, as `--json` prints it on a line. */
export interface Problem {
  readonly kind: 'problem'
  /** File and line of the document. */
  readonly position: string
  readonly contract?: string
  /** JSON Pointer into the document; empty for the document itself. */
  readonly path: string
  /** Keyword of JSON Schema, `json` for what is not JSON, `contract` for what is none of the documents. */
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
    for (const file of files)
      for await (const items of readFiles(file === '-' ? undefined : file)) {
        for (const item of items) {
          const problems = problemsOf(item, contract)
          summary.documents += 1
          if (problems.length > 0) summary.invalid += 1
          for (const problem of problems) await print(json ? JSON.stringify(problem) : lineOf(problem))
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

function problemsOf({ input, position }: SourceItem, given: ContractName | undefined): readonly Problem[] {
  const text = String(input)
  let value: unknown
  try {
    if (typeof input !== 'string') throw new SyntaxError('is not UTF-8')
    value = JSON.parse(input)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return [{ kind: 'problem', position, path: '', rule: 'json', message, value: shortenTo(text, shownValue) }]
  }
  const contract = given ?? contractOf(value)
  if (contract === undefined) {
    const message = 'has the members of no contract; name it with --contract'
    return [{ kind: 'problem', position, path: '', rule: 'contract', message, value: shortened(value) }]
  }
  return checkContract(contract, value).map(({ path, keyword, message }): Problem => {
    return { kind: 'problem', position, contract, path, rule: keyword, message, value: shortened(valueAt(value, path)) }
  })
}

/** The value that a JSON Pointer names. */
function valueAt(value: unknown, pointer: string): unknown {
  let at = value
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    at = (at as Readonly<Record<string, unknown>>)[name]
  }
  return at
}

function shortened(value: unknown): string {
  return shortenTo(JSON.stringify(value) ?? 'undefined', shownValue)
}

function lineOf({ position, contract, path, rule, message, value }: Problem): string {
  const subject = path === '' ? (contract ?? 'document') : `${contract} ${path}`
  const words = `${subject} ${message} (${rule}): ${value}`.replaceAll(/\s+/g, ' ')
  return `${styled('bold', safe(position))}  ${safe(words)}`
}

function countLine(summary: {
  readonly documents: number
  readonly invalid: number
  readonly isWhole: boolean
}): string {
  const { documents, invalid, isWhole } = summary
  const counted = documents === 1 ? '1 document' : `${documents} documents`
  return `${counted}, ${invalid === 0 ? 'all valid' : `${invalid} not valid`}${isWhole ? '' : ', interrupted'}`
}

import { parseFunctionReference, type UnknownSettings } from '@async-invoke/schemas'
import type { Evaluated } from './evaluate/evaluated.ts'

/** What a resource declares, as far as a document determines it. */
export interface Declared<T> {
  readonly resource: string
  readonly functionName: Evaluated<string>
  readonly settings: Evaluated<T>
}

interface Known<T> {
  readonly resource: string
  readonly functionName: string
  readonly qualifier: string | undefined
  readonly settings: T
}

/** Declarations of one kind. If two resources declare the same settings, neither is known to hold. */
export class DeclaredOnce<T> {
  readonly #setting: UnknownSettings['setting']
  readonly #declared = new Map<string, { readonly resource: string; readonly known?: Known<T> }>()
  readonly #unknown: UnknownSettings[] = []

  constructor(setting: UnknownSettings['setting']) {
    this.#setting = setting
  }

  /** Returns the first resource that declares the same settings, if this one is not unknown for another reason. */
  add(declared: Declared<T> & { readonly qualifier?: Evaluated<string> }): string | undefined {
    const { resource, settings } = declared
    const functionName = 'value' in declared.functionName ? bareName(declared.functionName.value) : undefined
    const qualifier =
      declared.qualifier !== undefined && 'value' in declared.qualifier ? declared.qualifier.value : undefined
    const isPlaced = functionName !== undefined && (declared.qualifier === undefined || qualifier !== undefined)
    const key = JSON.stringify([functionName, qualifier])
    const first = isPlaced ? this.#declared.get(key)?.resource : undefined
    if (isPlaced && first === undefined && 'value' in settings) {
      this.#declared.set(key, { resource, known: { resource, functionName, qualifier, settings: settings.value } })
      return undefined
    }
    if (isPlaced) this.#declared.set(key, { resource: first ?? resource })
    const reason = reasonOf(declared)
    this.#unknown.push({
      setting: this.#setting,
      ...(functionName !== undefined && { functionName }),
      ...(qualifier !== undefined && { qualifier }),
      reason: `${resource}: ${reason ?? `${first} declares the same settings`}`,
    })
    return reason === undefined ? first : undefined
  }

  known(): readonly Known<T>[] {
    return [...this.#declared.values()].flatMap(({ known }) => (known === undefined ? [] : [known]))
  }

  unknown(): readonly UnknownSettings[] {
    return this.#unknown
  }
}

function reasonOf(declared: Declared<unknown> & { readonly qualifier?: Evaluated<string> }): string | undefined {
  for (const each of [declared.functionName, declared.qualifier, declared.settings])
    if (each !== undefined && 'reason' in each) return each.reason
  return undefined
}

/** Templates use names and ARNs of one function side by side; all functions are in the account of the deployment. */
export function bareName(functionName: string): string {
  return parseFunctionReference(functionName)?.functionName ?? functionName
}

import {
  checkFunctionReference,
  type FunctionHome,
  type FunctionReference,
  formatFunctionArn,
  type Refusal,
  resolveQualifier,
} from '@async-invoke/schemas/function-reference'
import type { ApiRequest } from '../http/api-request.ts'
import { LambdaError } from '../http/lambda-error.ts'
import { refuse, throwRefusals } from '../http/refuse.ts'

/** Resolves the function names in requests to one account and region. */
export class RequestReferences {
  readonly #home: FunctionHome
  /**
   * Accepted references by path parameters, which are the same object for equal request lines (see `Routes`): clients repeat
   * a few names.
   */
  readonly #admitted = new WeakMap<ApiRequest['params'], FunctionReference>()

  constructor(home: FunctionHome) {
    this.#home = home
  }

  /**
   * Refuses violations of the model by name and qualifier, together with `others` in one response (CFG-20).
   *
   * @throws {@link LambdaError} when there are any
   */
  refuseModelViolations(request: ApiRequest, others: readonly Refusal[] = []): void {
    if (others.length === 0 && this.#admitted.has(request.params)) return
    const { functionName, qualifier } = namesOf(request)
    refuse([...checkFunctionReference(functionName, qualifier), ...others])
  }

  /**
   * Resolves the function of a request whose name has passed the model's check.
   *
   * @throws {@link LambdaError} when qualifiers disagree, or region or account is another one (CFG-13a, CFG-12d, CFG-15)
   */
  of(request: ApiRequest): FunctionReference {
    const admitted = this.#admitted.get(request.params)
    if (admitted !== undefined) return admitted
    const { functionName, qualifier } = namesOf(request)
    const reference = this.named(request, functionName, qualifier)
    this.#admitted.set(request.params, reference)
    return reference
  }

  /** As {@link of}, for a name from elsewhere than the path's `FunctionName`. */
  named({ operation }: ApiRequest, functionName: string, qualifier?: string): FunctionReference {
    const joined = resolveQualifier(functionName, qualifier, this.#home)
    if ('refusal' in joined) throwRefusals(joined.refusal)
    this.#refuseOtherAccounts(operation, joined.reference)
    return joined.reference
  }

  /** Functions of other accounts are not accessible: resource policies are not modelled. */
  #refuseOtherAccounts(operation: string, { accountId = '', functionName, qualifier }: FunctionReference): void {
    const home = this.#home
    if (accountId === '' || accountId === home.accountId) return
    const action = `lambda:${operation.startsWith('Invoke') ? 'InvokeFunction' : operation}`
    const arn = formatFunctionArn({ ...home, accountId }, functionName)
    const resource = qualifier === undefined ? arn : `${arn}:${qualifier}`
    const message = `User: arn:${home.partition ?? 'aws'}:iam::${home.accountId}:root is not authorized to perform: ${action} on resource: ${resource} because no resource-based policy allows the ${action} action`
    throw new LambdaError('AccessDeniedException', message)
  }
}

/** Name and qualifier as sent. */
function namesOf({ params, query }: ApiRequest): { functionName: string; qualifier: string | undefined } {
  return { functionName: params.FunctionName ?? '', qualifier: query.get('Qualifier') ?? undefined }
}

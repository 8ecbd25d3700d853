import {
  checkFunctionReference,
  type FunctionHome,
  type FunctionReference,
  formatFunctionArn,
  type Refusal,
  resolveQualifier,
} from '@async-invoke/schemas'
import type { ApiRequest } from '../http/api-request.ts'
import { LambdaError } from '../http/lambda-error.ts'
import { refuse, throwRefusals } from '../http/refuse.ts'

/** The functions that requests to one account and region name. */
export class RequestReferences {
  readonly #home: FunctionHome
  /**
   * By the parameters of the path, which are the same object for the same line of a request (see `Routes`): a client
   * says the same names over and over. Only what is admitted is remembered.
   */
  readonly #admitted = new WeakMap<ApiRequest['params'], FunctionReference>()

  constructor(home: FunctionHome) {
    this.#home = home
  }

  /** Refuses what the model says against name, qualifier and `others`, all of it in one answer (CFG-20). */
  refuseModelViolations(request: ApiRequest, others: readonly Refusal[] = []): void {
    if (others.length === 0 && this.#admitted.has(request.params)) return
    const { functionName, qualifier } = namesIn(request)
    refuse([...checkFunctionReference(functionName, qualifier), ...others])
  }

  /**
   * The function that a request means; refuses qualifiers that disagree, other regions and other accounts (CFG-13a,
   * CFG-12d, CFG-15). The name has passed a rule of the model.
   */
  of(request: ApiRequest): FunctionReference {
    const known = this.#admitted.get(request.params)
    if (known !== undefined) return known
    const { functionName, qualifier } = namesIn(request)
    const reference = this.named(request, functionName, qualifier)
    this.#admitted.set(request.params, reference)
    return reference
  }

  /** As {@link of}, for a name that is not the `FunctionName` of the path. */
  named({ operation }: ApiRequest, functionName: string, qualifier?: string): FunctionReference {
    const joined = resolveQualifier(functionName, qualifier, this.#home)
    if ('refusal' in joined) throwRefusals(joined.refusal)
    this.#refuseOtherAccounts(operation, joined.reference)
    return joined.reference
  }

  /** Functions of other accounts let nobody of this one in: resource policies are not modelled. */
  #refuseOtherAccounts(operation: string, { accountId = '', functionName, qualifier }: FunctionReference): void {
    const home = this.#home
    if (accountId === '' || accountId === home.accountId) return
    const action = `lambda:${operation.startsWith('Invoke') ? 'InvokeFunction' : operation}`
    const arn = formatFunctionArn({ ...home, accountId }, functionName)
    const resource = qualifier === undefined ? arn : `${arn}:${qualifier}`
    const message = `User: arn:aws:iam::${home.accountId}:root is not authorized to perform: ${action} on resource: ${resource} because no resource-based policy allows the ${action} action`
    throw new LambdaError('AccessDeniedException', message)
  }
}

/** Name and qualifier of a request as they were sent. */
function namesIn({ params, query }: ApiRequest): { functionName: string; qualifier: string | undefined } {
  return { functionName: params.FunctionName ?? '', qualifier: query.get('Qualifier') ?? undefined }
}

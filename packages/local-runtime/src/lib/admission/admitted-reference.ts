import {
  checkFunctionReferenceModel,
  type FunctionHome,
  type FunctionReference,
  functionArn,
  joinQualifier,
  type Refusal,
  refusalText,
} from '@async-invoke/schemas'
import type { ApiRequest } from '../http/api-request.ts'
import { LambdaError } from '../http/lambda-error.ts'

/** Name and qualifier of a request as they were sent. */
export function namesOf({ params, query }: ApiRequest): { functionName: string; qualifier: string | undefined } {
  return { functionName: params.FunctionName ?? '', qualifier: query.get('Qualifier') ?? undefined }
}

/**
 * What names come to, by the parameters of the path, which are the same object for the same line of a request (see
 * `Routes`): a client says the same names over and over. Only what is admitted is remembered.
 */
const admitted = new WeakMap<
  ApiRequest['params'],
  { readonly home: FunctionHome; readonly reference: FunctionReference }
>()

/** What the model says against name, qualifier and whatever else the operation takes; all of it in one answer (CFG-20). */
export function refuseModelViolations(request: ApiRequest, others: readonly Refusal[] = []): void {
  if (others.length === 0 && admitted.has(request.params)) return
  const { functionName, qualifier } = namesOf(request)
  refuse([...checkFunctionReferenceModel(functionName, qualifier), ...others])
}

/**
 * The function a request means: qualifier conflict, other regions and other accounts are refused (CFG-13a, CFG-12d,
 * CFG-15).
 */
export function referenceOf(request: ApiRequest, home: FunctionHome): FunctionReference {
  const known = admitted.get(request.params)
  if (known?.home === home) return known.reference
  const { functionName, qualifier } = namesOf(request)
  const joined = joinQualifier(functionName, qualifier, home)
  if ('refusal' in joined) refuse([joined.refusal])
  const reference = 'reference' in joined ? joined.reference : { functionName }
  refuseOtherAccounts(request, reference, home)
  admitted.set(request.params, { home, reference })
  return reference
}

/** Functions of other accounts let nobody of this one in: resource policies are not modelled. */
export function refuseOtherAccounts(
  { operation }: ApiRequest,
  { accountId = '', functionName, qualifier }: FunctionReference,
  home: FunctionHome,
): void {
  if (accountId === '' || accountId === home.accountId) return
  const action = `lambda:${operation.startsWith('Invoke') ? 'InvokeFunction' : operation}`
  const arn = functionArn({ ...home, accountId }, functionName)
  const resource = qualifier === undefined ? arn : `${arn}:${qualifier}`
  const message = `User: arn:aws:iam::${home.accountId}:root is not authorized to perform: ${action} on resource: ${resource} because no resource-based policy allows the ${action} action`
  throw new LambdaError('AccessDeniedException', message)
}

/** Answers with the service's own code and sentence when there is anything to refuse. */
export function refuse(refusals: readonly Refusal[]): void {
  const [first] = refusals
  if (first !== undefined) throw new LambdaError(first.code, refusalText(refusals))
}

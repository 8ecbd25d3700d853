import type { FunctionReference } from '@async-invoke/schemas'
import { checkMember } from '../../admission/model-rules.ts'
import { functionNotFound } from '../../admission/not-found.ts'
import { checkPermission, checkPolicySize, composeStatement } from '../../admission/policy-rules.ts'
import { type ApiHandlers, type ApiRequest, json } from '../../http/api-request.ts'
import { readBoolean, readJsonObject, readString } from '../../http/json-body.ts'
import { invalid, LambdaError } from '../../http/lambda-error.ts'
import { throwRefusals } from '../../http/refuse.ts'
import type { PolicyStatement } from '../../registry/attachment.ts'
import { attach, attachmentOf, detach, revise } from '../../registry/attachments.ts'
import { aliasOf, type FunctionRecord, latestVersion, versionOf } from '../../registry/function-record.ts'
import { refuseOtherRevision } from '../find-function.ts'
import type { FunctionDependencies } from '../function-dependencies.ts'
import { noSuchResource, refuseMissingQualifier } from './qualified-function.ts'

/**
 * Operations on the policies of functions, versions and aliases (FNC-25). A policy has the revision of what it belongs
 * to, and a change of it changes that revision.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function policyOperations(dependencies: FunctionDependencies): ApiHandlers {
  const { registry, references, view } = dependencies

  return {
    async AddPermission(request) {
      const body = await readJsonObject(request, 65_536)
      const permission = readPermission(body)
      references.refuseModelViolations(request, checkPermission(permission))
      const reference = changedReference(request, dependencies)
      const { qualifier } = reference
      const record = registry.get(reference)
      if (record === undefined) throwRefusals(functionNotFound(view.arn(reference.functionName, qualifier)))
      refuseMissingQualifier(record, qualifier, view)
      const of = qualifier ?? latestVersion
      refuseOtherRevision(readString(body, 'RevisionId'), revisionOf(record, of))
      const resource = view.arn(record.functionName, qualifier)
      const statement = composeStatement(permission, resource)
      if (statement === undefined)
        throw invalid('The provided principal was invalid. Please check the principal and try again.')
      const { policy = [], ...attached } = attachmentOf(record, of)
      if (policy.some(({ Sid }) => Sid === statement.Sid))
        throw new LambdaError(
          'ResourceConflictException',
          `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        )
      const changed = [...policy, statement]
      refusePolicySize(changed)
      registry.put(revise(attach(record, { ...attached, policy: changed }), of))
      return json(201, { Statement: JSON.stringify(statement) })
    },

    async RemovePermission(request) {
      const { StatementId = '' } = request.params
      const rule = { maxLength: 100, pattern: '([a-zA-Z0-9-_.]+)' }
      references.refuseModelViolations(request, checkMember('statementId', StatementId, rule))
      const reference = references.of(request)
      const { qualifier } = reference
      const record = registry.get(reference)
      if (record === undefined)
        throw new LambdaError(
          'ResourceNotFoundException',
          `No policy found for: ${view.arn(reference.functionName, qualifier)}`,
        )
      refuseMissingQualifier(record, qualifier, view)
      const of = qualifier ?? latestVersion
      const { policy, ...attached } = attachmentOf(record, of)
      if (policy === undefined)
        throw new LambdaError('ResourceNotFoundException', 'No policy is associated with the given resource.')
      const others = policy.filter(({ Sid }) => Sid !== StatementId)
      if (others.length === policy.length)
        throw new LambdaError('ResourceNotFoundException', `Statement ${StatementId} is not found in resource policy.`)
      refuseOtherRevision(request.query.get('RevisionId') ?? undefined, revisionOf(record, of))
      const changed =
        others.length === 0 ? detach(record, of, 'policy') : attach(record, { ...attached, policy: others })
      registry.put(revise(changed, of))
      return { status: 204 }
    },

    async GetPolicy(request) {
      references.refuseModelViolations(request)
      const reference = references.of(request)
      const record = registry.get(reference)
      if (record === undefined) throwRefusals(functionNotFound(view.arn(reference.functionName, reference.qualifier)))
      const of = reference.qualifier ?? latestVersion
      const { policy } = attachmentOf(record, of)
      if (policy === undefined) throw noSuchResource()
      const document = { Version: '2012-10-17', Id: 'default', Statement: policy }
      return json(200, { Policy: JSON.stringify(document), RevisionId: revisionOf(record, of) })
    },
  }
}

/** The function of AddPermission, which `$LATEST` cannot qualify. */
function changedReference(request: ApiRequest, { references }: FunctionDependencies): FunctionReference {
  const reference = references.of(request)
  if (reference.qualifier === latestVersion) throw invalid('We currently do not support adding policies for $LATEST.')
  return reference
}

function revisionOf(record: FunctionRecord, qualifier: string): string {
  return aliasOf(record, qualifier)?.revisionId ?? versionOf(record, qualifier)?.revisionId ?? ''
}

function refusePolicySize(policy: readonly PolicyStatement[]): void {
  const message = checkPolicySize({ Version: '2012-10-17', Id: 'default', Statement: policy })
  if (message !== undefined) throw new LambdaError('PolicyLengthExceededException', message)
}

function readPermission(body: Awaited<ReturnType<typeof readJsonObject>>) {
  const text = (name: string): string | undefined => readString(body, name)
  return {
    statementId: text('StatementId'),
    action: text('Action'),
    principal: text('Principal'),
    sourceArn: text('SourceArn'),
    sourceAccount: text('SourceAccount'),
    eventSourceToken: text('EventSourceToken'),
    principalOrgID: text('PrincipalOrgID'),
    functionUrlAuthType: text('FunctionUrlAuthType'),
    invokedViaFunctionUrl: readBoolean(body, 'InvokedViaFunctionUrl'),
  }
}

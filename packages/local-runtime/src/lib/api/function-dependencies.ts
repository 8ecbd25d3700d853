import type { FunctionHome } from '@async-invoke/schemas'
import type { S3 } from '@aws-sdk/client-s3'
import type { CodeStore } from '../functions/code-store.ts'
import type { FunctionChanges } from '../functions/function-changes.ts'
import type { ApiRequest } from '../http/api-request.ts'
import type { RolePermissions } from '../permissions/role-permissions.ts'
import type { Registry } from '../registry/registry.ts'
import type { RequestReferences } from '../requests/request-references.ts'
import type { FunctionView } from './function-view.ts'

/** Collaborators of the operations on functions. */
export interface FunctionDependencies {
  readonly home: FunctionHome
  readonly references: RequestReferences
  readonly registry: Registry
  readonly changes: FunctionChanges
  readonly code: CodeStore
  readonly view: FunctionView
  /** Returns the URL of a version's archive, under the address by which the client reached the runtime. */
  readonly codeUrlOf: (functionName: string, version: string, request: Pick<ApiRequest, 'header'>) => string
  /** Maximum number of concurrent runs over all functions. */
  readonly accountConcurrency: number
  /** Fetches code from buckets; `undefined` if S3 has no endpoint. */
  readonly s3: S3 | undefined
  /** `undefined` if permissions are not checked. */
  readonly permissions: RolePermissions | undefined
}

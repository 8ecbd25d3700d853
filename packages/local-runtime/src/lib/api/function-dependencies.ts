import type { FunctionHome } from '@async-invoke/schemas'
import type { S3Client } from '@aws-sdk/client-s3'
import type { CodeStore } from '../functions/code-store.ts'
import type { FunctionChanges } from '../functions/function-changes.ts'
import type { RolePermissions } from '../permissions/role-permissions.ts'
import type { Registry } from '../registry/registry.ts'
import type { RequestReferences } from '../requests/request-references.ts'
import type { FunctionView } from './function-view.ts'

/** What the operations on functions need of the runtime. */
export interface FunctionDependencies {
  readonly home: FunctionHome
  readonly references: RequestReferences
  readonly registry: Registry
  readonly changes: FunctionChanges
  readonly code: CodeStore
  readonly view: FunctionView
  /** Runs at one time over all functions. */
  readonly accountConcurrency: number
  /** Where code in buckets comes from; missing where S3 has no endpoint. */
  readonly s3: S3Client | undefined
  /** Missing where permissions are not looked at. */
  readonly permissions: RolePermissions | undefined
}

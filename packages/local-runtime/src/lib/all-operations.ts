import { aliasOperations } from './api/alias-operations.ts'
import { codeSigningOperations } from './api/beside/code-signing-operations.ts'
import { eventSourceOperations } from './api/beside/event-source-operations.ts'
import { nothingOperations } from './api/beside/nothing-operations.ts'
import { policyOperations } from './api/beside/policy-operations.ts'
import { provisionedOperations } from './api/beside/provisioned-operations.ts'
import { runtimeManagementOperations } from './api/beside/runtime-management-operations.ts'
import { urlOperations } from './api/beside/url-operations.ts'
import { createFunctionOperation } from './api/create-function.ts'
import { eventInvokeConfigOperations } from './api/event-invoke-config.ts'
import { functionOperations } from './api/function-operations.ts'
import { invokeOperations } from './api/invoke.ts'
import { limitOperations } from './api/limit-operations.ts'
import { tagOperations } from './api/tag-operations.ts'
import { versionOperations } from './api/version-operations.ts'

type Of<Operations extends (dependencies: never) => unknown> = Parameters<Operations>[0]

type Dependencies = Of<typeof invokeOperations> &
  Of<typeof createFunctionOperation> &
  Of<typeof eventSourceOperations> &
  Of<typeof eventInvokeConfigOperations>

/** The handlers of all operations that the runtime has, by name. */
export function allOperations(dependencies: Dependencies) {
  return {
    ...invokeOperations(dependencies),
    ...createFunctionOperation(dependencies),
    ...functionOperations(dependencies),
    ...versionOperations(dependencies),
    ...aliasOperations(dependencies),
    ...limitOperations(dependencies),
    ...tagOperations(dependencies),
    ...policyOperations(dependencies),
    ...codeSigningOperations(dependencies),
    ...provisionedOperations(dependencies),
    ...urlOperations(dependencies),
    ...runtimeManagementOperations(dependencies),
    ...eventSourceOperations(dependencies),
    ...nothingOperations(dependencies),
    ...eventInvokeConfigOperations(dependencies),
  }
}

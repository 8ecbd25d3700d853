export type { DesiredFunction, DesiredSettings, DesiredSide } from '@async-invoke/schemas'
export {
  type Access,
  type NextPage,
  type Permission,
  type RolePage,
  type RolePolicyApi,
  type RolePolicyDocument,
  type RolePolicyPatterns,
  type RolePolicyStatement,
  readRolePolicies,
} from '@async-invoke/schemas/policy'
export { buildCallerPolicy, type CallerPolicyOptions, type CallerTask } from './lib/permissions/caller-policy.ts'
export {
  checkRolePermissions,
  type RolePermission,
  type RolePermissionsOptions,
} from './lib/permissions/check-role-permissions.ts'
export { buildExecutionRolePolicy } from './lib/permissions/execution-role-policy.ts'
export type { PolicyDocument, PolicyStatement } from './lib/permissions/policy-document.ts'
export {
  buildResourcePolicies,
  type ResourcePolicy,
  type ResourcePolicyOptions,
} from './lib/permissions/resource-policies.ts'
export { listTargets, type PolicyTargets } from './lib/permissions/targets.ts'

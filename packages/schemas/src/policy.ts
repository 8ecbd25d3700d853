export type { AccessContext } from './lib/policy/condition.ts'
export { type Access, type AccessRequest, decideAccess } from './lib/policy/decide-access.ts'
export {
  parseRolePolicy,
  type RolePolicyDocument,
  type RolePolicyPatterns,
  type RolePolicyStatement,
} from './lib/policy/policy-document.ts'
export { type NextPage, type RolePage, type RolePolicyApi, readRolePolicies } from './lib/policy/read-role-policies.ts'
export {
  deliveryContext,
  listConfigurePermissions,
  listSendPermissions,
  type Permission,
  type TargetOfFunction,
} from './lib/policy/target-permissions.ts'

export type {
  DesiredFunction,
  DesiredSettings,
  DesiredSide,
  DesiredState,
  UnknownSettings,
} from '@async-invoke/schemas'
export type { RolePolicyDocument, RolePolicyPatterns, RolePolicyStatement } from '@async-invoke/schemas/policy'
export type { ByLogicalId, EarlySettings, EventRule, TemplateRoles } from './lib/doctor/setup.ts'
export { readCloudFormation } from './lib/templates/cloudformation.ts'
export { parameterProblems } from './lib/templates/evaluate/parameter-problems.ts'
export type { TemplateContext } from './lib/templates/evaluate/template-context.ts'
export { readServerless } from './lib/templates/serverless/serverless.ts'
export type { ServerlessContext } from './lib/templates/serverless/serverless-context.ts'
export { readStack } from './lib/templates/stack/read-stack.ts'
export type { StackReading, TemplateResource } from './lib/templates/stack/stack-reading.ts'
export {
  readPhysicalNames,
  type StackNames,
  type StackResource,
  type StackResourcesApi,
  type StackResourcesPage,
} from './lib/templates/stack-names.ts'
export type { TemplateProblem, TemplateReading } from './lib/templates/template-reading.ts'
export { readTerraformPlan } from './lib/templates/terraform.ts'
export type { TerraformContext } from './lib/templates/terraform-document.ts'
export { parseTemplate } from './lib/templates/yaml/parse-template.ts'

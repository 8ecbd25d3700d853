export { readCloudFormation } from './lib/templates/cloudformation.ts'
export type { TemplateContext, TemplateProblem, TemplateReading } from './lib/templates/template-reading.ts'
export { readTerraformPlan } from './lib/templates/terraform.ts'

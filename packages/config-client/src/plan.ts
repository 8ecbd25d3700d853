export { type ApplyOptions, apply, type StepReport } from './lib/plan/apply.ts'
export { type Drift, drift } from './lib/plan/drift.ts'
export { type PlanOptions, plan } from './lib/plan/plan.ts'
export {
  type Change,
  type DeadLetterStep,
  type DeleteStep,
  formatPlan,
  type Plan,
  type PutStep,
  type Step,
  stepName,
  type UpdateStep,
} from './lib/plan/plan-document.ts'

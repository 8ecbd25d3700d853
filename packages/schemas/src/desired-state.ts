export {
  checkDesiredState,
  type DesiredFunction,
  type DesiredSettings,
  type DesiredSide,
  type DesiredState,
  parseDesiredState,
} from './lib/desired-state.ts'
export { DocumentError, type DocumentErrorCode } from './lib/document-error.ts'
export type { Issue } from './lib/issue.ts'

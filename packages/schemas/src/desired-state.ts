export { DocumentError, type DocumentErrorCode } from './lib/document/document-error.ts'
export type { Issue } from './lib/document/issue.ts'
export {
  checkDesiredState,
  type DesiredFunction,
  type DesiredSettings,
  type DesiredSide,
  type DesiredState,
  parseDesiredState,
  type UnknownSettings,
} from './lib/settings/desired-state.ts'

export { DocumentError, type DocumentErrorCode } from './lib/document/document-error.ts'
export type { Issue } from './lib/document/issue.ts'
export { checkTimeline, parseTimeline, type Timeline, type TimelineDocumentEntry } from './lib/outcome/timeline.ts'

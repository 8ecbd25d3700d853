export { DocumentError, type DocumentErrorCode } from './lib/document-error.ts'
export type { Issue } from './lib/issue.ts'
export { checkTimeline, parseTimeline, type Timeline, type TimelineDocumentEntry } from './lib/timeline.ts'

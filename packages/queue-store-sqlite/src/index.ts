export { type InspectedItem, type InspectedStore, inspectSqliteStore } from './lib/database/inspect.ts'
export type { IntegrityReport } from './lib/database/integrity.ts'
export { type OpeningReport, openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './lib/sqlite-store.ts'
export { SqliteStoreError, type SqliteStoreErrorCode } from './lib/store-error.ts'

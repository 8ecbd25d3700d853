import shared from '../../vitest.shared.ts'

/** Without the condition `import`, which would also hold where pg requires its parts. */
const conditions = shared.ssr.resolve.conditions.filter((condition) => condition !== 'import')

export default {
  ...shared,
  ssr: { resolve: { conditions } },
  test: {
    ...shared.test,
    globalSetup: [...shared.test.globalSetup, '../queue-store-postgres/test/global-server.ts'],
    // Most of these tests wait for other processes.
    maxWorkers: 3,
  },
}

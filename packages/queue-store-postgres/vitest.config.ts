import shared from '../../vitest.shared.ts'

/** Without the condition `import`, which would also hold where pg requires its parts. */
const conditions = shared.ssr.resolve.conditions.filter((condition) => condition !== 'import')

export default {
  ...shared,
  ssr: { resolve: { conditions } },
  // The files share a server, and each empties its tables.
  test: { ...shared.test, globalSetup: [...shared.test.globalSetup, 'test/global-server.ts'], fileParallelism: false },
}

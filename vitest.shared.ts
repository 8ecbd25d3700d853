import { fileURLToPath } from 'node:url'

/** What every package's tests share: siblings come from source, so that a test needs no build of its neighbours. */
export default {
  ssr: { resolve: { conditions: ['@async-invoke/source', 'node', 'import', 'default'] } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Files share the modules that a worker has loaded: a quarter less work. A test restores what it changes.
    isolate: false,
    // Threads and processes that tests start load the same sources again and again: Node keeps them compiled.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('./node_modules/.cache/node-compile-cache', import.meta.url)) },
    globalSetup: [fileURLToPath(new URL('./scripts/temporary-folder.ts', import.meta.url))],
    reporters: ['default', fileURLToPath(new URL('./scripts/skip-reporter.ts', import.meta.url))],
    // A failing line of a log has to be understandable alone, so the titles of cases show their values in full.
    taskTitleValueFormatTruncate: 200,
    // Limits for a machine that is busy with other work; nothing waits for them to pass.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
  },
}

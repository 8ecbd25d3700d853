const { resolve } = require('node:path')

const project = (displayName, rootDir, folder) => ({
  displayName,
  rootDir: resolve(__dirname, rootDir),
  transform: { '\\.ts$': [require.resolve('ts-jest'), { tsconfig: resolve(__dirname, folder, 'tsconfig.json') }] },
})

/** CommonJS projects, by the `moduleResolution` of their TypeScript, and the example for users of jest. */
module.exports = {
  // A machine may be busy with other work.
  testTimeout: 60_000,
  projects: [
    project('classic', 'classic', 'classic'),
    project('nodenext', 'nodenext', 'nodenext'),
    project('example', '../../examples/handler-tests/jest', 'nodenext'),
  ],
}

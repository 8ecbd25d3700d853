/** Two CommonJS projects, by the `moduleResolution` of their TypeScript. */
module.exports = {
  projects: ['classic', 'nodenext'].map((name) => ({
    displayName: name,
    rootDir: `${__dirname}/${name}`,
    transform: { '\\.ts$': ['ts-jest', { tsconfig: `${__dirname}/${name}/tsconfig.json` }] },
  })),
}

const sourceCondition = '@async-invoke/source'

/** Without the sources, which the tarballs do not hold. */
const published = (target) =>
  typeof target === 'object' && target !== null
    ? Object.fromEntries(Object.entries(target).filter(([condition]) => condition !== sourceCondition))
    : target

module.exports = {
  hooks: {
    /** Changes the manifest that `pnpm pack` and `pnpm publish` put into a tarball. */
    beforePacking: (manifest) =>
      manifest.exports === undefined
        ? manifest
        : {
            ...manifest,
            exports: Object.fromEntries(
              Object.entries(manifest.exports).map(([subpath, target]) => [subpath, published(target)]),
            ),
          },
  },
}

import { registerHooks } from 'node:module'

/** Resolves the packages of this workspace from anywhere, as if they were installed there. */
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, specifier.startsWith('@async-invoke/') ? { ...context, parentURL: import.meta.url } : context),
})

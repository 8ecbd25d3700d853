/** Names of configuration files, the first one that exists wins. */
export const configNames = ['ts', 'mjs', 'json', 'yaml', 'yml'].map((ending) => `async-invoke.config.${ending}`)

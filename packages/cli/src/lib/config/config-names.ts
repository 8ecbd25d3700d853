/** Names of configuration files, the first one that exists wins. */
export const configNames = ['ts', 'mts', 'mjs', 'json', 'yaml', 'yml'].map((ending) => `async-invoke.config.${ending}`)

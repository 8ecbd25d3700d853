export { type TypesFile, type TypesLanguage, type TypesOptions, typesFor } from './lib/types-for/types-for.ts'

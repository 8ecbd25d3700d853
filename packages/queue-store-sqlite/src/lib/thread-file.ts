/** The file of a thread, beside this one: TypeScript in development, built for consumers. */
export function threadFile(name: 'writer-thread' | 'backup-thread'): URL {
  return new URL(`./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)
}

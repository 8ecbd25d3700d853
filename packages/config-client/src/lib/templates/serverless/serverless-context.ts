import type { TemplateContext } from '../evaluate/template-context.ts'

/** The values that a Serverless configuration takes from its deployment. */
export interface ServerlessContext extends TemplateContext {
  /** Options of the command line, for `${opt:…}`: `{ stage: 'prod' }`. An option that is missing is not given. */
  readonly options?: Readonly<Record<string, string>>
  /** Environment variables, for `${env:…}`. Without them, they are unknown. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Parsed contents of other files, by their path as written in `${file(…)}`. Other files are unknown. */
  readonly files?: Readonly<Record<string, unknown>>
}

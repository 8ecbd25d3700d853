import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Heavy peers are installed in `compat/` alone, by `pnpm compat`. */
export const powertoolsIsInstalled = existsSync(
  new URL('../../compat/node_modules/@aws-lambda-powertools/parser', import.meta.url),
)

export const compatPath = (file: string): string =>
  fileURLToPath(new URL(`../../compat/powertools/peers/${file}.ts`, import.meta.url))

/**
 * Compares AWS's model of Lambda with what this repository knows: `pnpm watch:aws [--newest | --model FILE]
 * [--kinds KIND,…] [--json] [--accept]`. Exits with 1 when something differs, and with 2 when a model cannot be read.
 */
import { watch } from './watch.ts'

try {
  process.exitCode = watch(process.argv.slice(2), (text) => console.log(text))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}

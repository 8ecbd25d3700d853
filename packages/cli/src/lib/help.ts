import { defaultEndpoint } from './config/config-rules.ts'
import { devFlags } from './dev/dev-flags.ts'

/** Columns of the flags, and of a line. */
const [flagColumns, lineColumns] = [34, 120]

export const help = `async-invoke: AWS Lambda's asynchronous invocation on your machine

Usage:
  async-invoke dev [CONFIG] [options]                  serve functions behind Lambda's own API
  async-invoke invoke NAME --payload JSON [--watch]    send an event, and follow it to its record
  async-invoke --version

'async-invoke dev --help' and 'async-invoke invoke --help' list the options.`

const devHelp = `async-invoke dev: serve functions behind Lambda's own API, on the loopback interface

Usage:
  async-invoke dev [CONFIG] [options]

CONFIG is a file as async-invoke.config.ts, .mjs or .json; one of these names is found without being named.

Options:
${devFlags.map(([flag, meaning]) => flagLines(flag, meaning)).join('\n')}

Exit codes: 0 stopped by a signal, 1 could not start, 2 wrong usage.`

const invokeHelp = `async-invoke invoke: send an event to a function

Usage:
  async-invoke invoke NAME [options]

Options:
  --payload JSON        the event; default {}
  --qualifier NAME      version or alias
  --watch               follow the event to its record
  --endpoint URL        default AWS_ENDPOINT_URL_LAMBDA, or ${defaultEndpoint}

The request is signed where AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of this shell are set.

Exit codes: 0 accepted (with --watch: ended in success), 1 refused or failed, 2 wrong usage.`

export const helpOf: Readonly<Record<string, string>> = { dev: devHelp, invoke: invokeHelp }

/** A flag and its meaning beside it, without the marks of Markdown. */
function flagLines(flag: string, meaning: string): string {
  const width = lineColumns - flagColumns
  const lines = meaning.replaceAll('`', '').match(new RegExp(`\\S.{0,${width - 2}}(?=\\s|$)`, 'g')) ?? []
  return lines.map((line, at) => `${at === 0 ? `  ${flag}` : ''}`.padEnd(flagColumns) + line).join('\n')
}

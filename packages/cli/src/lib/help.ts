import { defaultEndpoint } from './config/config-rules.ts'
import { devFlags } from './dev/dev-flags.ts'

/** Width of the column of flags, and of a whole line, in characters. */
const [flagColumns, lineColumns] = [34, 120]

export const help = `async-invoke: AWS Lambda's asynchronous invocation on your machine

Usage:
  async-invoke dev [CONFIG] [options]                  serve functions behind Lambda's own API
  async-invoke invoke NAME --payload JSON [--watch]    send an event, and follow it to its record
  async-invoke --version

Run 'async-invoke dev --help' or 'async-invoke invoke --help' for the options.`

const devHelp = `async-invoke dev: serve functions behind Lambda's own API, on the loopback interface

Usage:
  async-invoke dev [CONFIG] [options]

CONFIG is a configuration file. Default: async-invoke.config.ts, .mjs or .json in the current directory, if any.

Options:
${devFlags.map(([flag, meaning]) => formatFlag(flag, meaning)).join('\n')}

Exit codes: 0 stopped by a signal, 1 failed to start, 2 invalid usage.`

const invokeHelp = `async-invoke invoke: send an event to a function

Usage:
  async-invoke invoke NAME [options]

Options:
  --payload JSON        Payload of the event. Default {}.
  --qualifier NAME      Version or alias to invoke.
  --watch               Follow the event to its record.
  --endpoint URL        Base URL of the runtime. Default AWS_ENDPOINT_URL_LAMBDA, or ${defaultEndpoint}.

The request is signed if AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set in this shell.

Exit codes: 0 accepted (with --watch: ended in success), 1 refused or failed, 2 invalid usage.`

/** Help of each command, by name. */
export const commandHelp: Readonly<Record<string, string>> = { dev: devHelp, invoke: invokeHelp }

/** Formats a flag with its meaning in the column beside it, wrapped and without Markdown. */
function formatFlag(flag: string, meaning: string): string {
  const width = lineColumns - flagColumns
  const lines = meaning.replaceAll('`', '').match(new RegExp(`\\S.{0,${width - 2}}(?=\\s|$)`, 'g')) ?? []
  return lines.map((line, at) => `${at === 0 ? `  ${flag}` : ''}`.padEnd(flagColumns) + line).join('\n')
}

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
  --function NAME=FILE[#EXPORT]   a function and its handler; the export is 'handler' unless named; repeatable
  --port PORT                     default 9411; 0 takes any free port
  --host ADDRESS                  default 127.0.0.1; whoever reaches another address can run code here
  --time real|skip|manual         real: waits take their time (default)
                                  skip: when nothing runs, time jumps to the next due moment
                                  manual: time moves on the page, or by POST /_async-invoke/clock
  --speed N                       with real time: N times as fast
  --timeout SECONDS               of the functions named here: kills a run after this long, 1 to 900; default 3
  --data DIR                      where functions, their code and events are kept; default .async-invoke
  --memory                        keep nothing
  --sqs-endpoint URL              where SQS is, for example http://127.0.0.1:4566; also --sns-endpoint,
                                  --events-endpoint, --s3-endpoint; without one records are kept in the inbox
  --iam-endpoint URL              where the policies of execution roles are; what they do not allow is refused
  --require-signature             requests must be signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of this shell
  --region REGION                 default us-east-1
  --account-id ID                 default 123456789012

Exit codes: 0 stopped by a signal, 1 could not start, 2 wrong usage.`

const invokeHelp = `async-invoke invoke: send an event to a function

Usage:
  async-invoke invoke NAME [options]

Options:
  --payload JSON        the event; default {}
  --qualifier NAME      version or alias
  --watch               follow the event to its record
  --endpoint URL        default AWS_ENDPOINT_URL_LAMBDA, or http://127.0.0.1:9411

The request is signed where AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of this shell are set.

Exit codes: 0 accepted (with --watch: ended in success), 1 refused or failed, 2 wrong usage.`

export const helpOf: Readonly<Record<string, string>> = { dev: devHelp, invoke: invokeHelp }

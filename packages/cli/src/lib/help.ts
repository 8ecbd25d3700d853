export const help = `async-invoke: AWS Lambda's asynchronous invocation on your machine

Usage:
  async-invoke dev --function NAME=FILE[#EXPORT] [options]    serve functions behind Lambda's own API

'async-invoke dev --help' lists the options.`

export const devHelp = `async-invoke dev: serve functions behind Lambda's own API, on the loopback interface

Usage:
  async-invoke dev --function NAME=FILE[#EXPORT] [--function …] [options]

Options:
  --function NAME=FILE[#EXPORT]   a function and its handler; the export is 'handler' unless named; repeatable
  --port PORT                     default 9411; 0 takes any free port
  --time real|skip                real: waits take their time (default)
                                  skip: when nothing runs, time jumps to the next due moment
  --timeout SECONDS               kills a run after this long, 1 to 900; default 3, as in Lambda
  --sqs-endpoint URL              where SQS destinations are, for example http://127.0.0.1:4566
  --region REGION                 default us-east-1
  --account-id ID                 default 123456789012

Exit codes: 0 stopped by a signal, 1 could not start, 2 wrong usage.`

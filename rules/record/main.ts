/**
 * Records what Lambda does, as evidence for `rules/`. `pnpm record [EXPERIMENT …]` prints a plan and calls nothing;
 * `--run --account ID` does it on AWS, `--run --endpoint URL [--sqs-endpoint URL] [--held]` on an emulator.
 */
import { recordCommand } from './command.ts'
import { messageOf } from './record.ts'

const interrupt = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.on(name, () => {
    if (interrupt.signal.aborted) process.exit(130)
    console.error('cleaning up; once more to leave everything as it is')
    interrupt.abort()
  })

try {
  process.exitCode = await recordCommand(process.argv.slice(2), {
    print: (text) => console.log(text),
    signal: interrupt.signal,
  })
} catch (error) {
  console.error(messageOf(error))
  process.exitCode = 2
}

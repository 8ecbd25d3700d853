import type { Commands } from './command/command-list.ts'
import { queueCommands } from './queue/queue-commands.ts'

/** All commands by name, in the order of the help. */
export const commands: Commands = {
  dev: {
    about: "Serve functions behind Lambda's own API, on the loopback interface, until Ctrl-C.",
    load: async () => (await import('./dev/dev-command.ts')).devCommand,
  },
  invoke: {
    about: 'Send an event to a function, and follow it to its record.',
    load: async () => (await import('./invoke/invoke.ts')).invokeCommand,
  },
  work: {
    about: 'Run the events that wait in a queue, on Lambda, behind HTTP or by handlers, until a signal ends it.',
    load: async () => (await import('./work/work-command.ts')).workCommand,
  },
  queue: {
    about: 'Look into a queue, hold parts of it back, remove events, and care for its tables.',
    commands: queueCommands,
  },
  read: {
    about: 'Show the outcomes in files, a queue or a bucket: which functions failed, why, how often and when.',
    load: async () => (await import('./read/read-command.ts')).readCommand,
  },
  validate: {
    about: 'Check documents against their contracts: records, dead letters, settings, envelopes.',
    load: async () => (await import('./validate/validate-command.ts')).validateCommand,
  },
  redrive: {
    about: 'Send failed events again, from a queue, a bucket or files, with exactly their payloads.',
    load: async () => (await import('./redrive/redrive-command.ts')).redriveCommand,
  },
  test: {
    about: 'Run a handler under every fault, and say what happens twice and what is lost.',
    load: async () => (await import('./test/test-command.ts')).testCommand,
  },
}

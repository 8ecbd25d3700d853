import type { Commands } from './command/command-list.ts'
import { queueCommands } from './queue/queue-commands.ts'
import { settingsCommands } from './settings/settings-commands.ts'

/** All commands by name, in the order of the help. */
export const commands: Commands = {
  init: {
    about: 'Write a configuration, a first function and its test into this folder.',
    load: async () => (await import('./init/init-command.ts')).initCommand,
  },
  dev: {
    about: "Serve functions behind Lambda's own API, on the loopback interface, until Ctrl-C.",
    load: async () => (await import('./dev/dev-command.ts')).devCommand,
  },
  invoke: {
    about: 'Send an event to a function, and follow it to its record.',
    load: async () => (await import('./invoke/invoke.ts')).invokeCommand,
  },
  events: {
    about: 'List the events of a running dev, newest first, with their errors and next tries.',
    load: async () => (await import('./control/events-command.ts')).eventsCommand,
  },
  event: {
    about: 'Show one event of a running dev: payload, timeline, log, and what came of it.',
    load: async () => (await import('./control/event-command.ts')).eventCommand,
  },
  inbox: {
    about: 'List the records and dead letters that a running dev keeps.',
    load: async () => (await import('./control/inbox-command.ts')).inboxCommand,
  },
  logs: {
    about: 'Print what functions of a running dev have written.',
    load: async () => (await import('./control/logs-command.ts')).logsCommand,
  },
  clock: {
    about: 'Show the clock of a running dev, and move manual time.',
    load: async () => (await import('./control/clock-command.ts')).clockCommand,
  },
  faults: {
    about: 'Show the faults that a running dev injects, and switch them.',
    load: async () => (await import('./control/faults-command.ts')).faultsCommand,
  },
  pause: {
    about: 'Hold the events of a function of a running dev back.',
    load: async () => (await import('./control/pause-command.ts')).pauseCommand,
  },
  resume: {
    about: 'Let the events of a paused function of a running dev go on.',
    load: async () => (await import('./control/pause-command.ts')).resumeCommand,
  },
  bundle: {
    about: 'Export the state of a running dev for a bug report, without environment and credentials.',
    load: async () => (await import('./control/bundle-command.ts')).bundleCommand,
  },
  open: {
    about: 'Show the page over an exported bundle or a timeline, offline.',
    load: async () => (await import('./control/open-command.ts')).openCommand,
  },
  trigger: {
    about: 'Report a change that no service of this machine tells the runtime, such as a new object in S3.',
    load: async () => (await import('./trigger/trigger-command.ts')).triggerCommand,
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
  config: {
    about: 'Read, write, plan and examine the asynchronous settings of functions.',
    commands: settingsCommands,
  },
  simulate: {
    about: 'Find out what will happen to a queue: a load, an outage, and settings to compare, in virtual time.',
    load: async () => (await import('./simulate/simulate-command.ts')).simulateCommand,
  },
  test: {
    about: 'Run a handler under every fault, and say what happens twice and what is lost.',
    load: async () => (await import('./test/test-command.ts')).testCommand,
  },
  types: {
    about: 'Write types of records, envelopes and your own payloads for Python, Go, Java or TypeScript.',
    load: async () => (await import('./types/types-command.ts')).typesCommand,
  },
  conformance: {
    about: "Check an endpoint of Lambda's API, such as an emulator, and say which statements hold there.",
    load: async () => (await import('./conformance/conformance-command.ts')).conformanceCommand,
  },
}

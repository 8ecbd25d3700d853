import type { CommandEntry } from '../command/command-list.ts'

/** The commands of `async-invoke queue`. */
export const queueCommands: Readonly<Record<string, CommandEntry>> = {
  stats: {
    about: 'Count the items of each lane: ready, delayed, leased, and for how long the oldest has been due.',
    load: async () => (await import('./stats.ts')).statsCommand,
  },
  peek: {
    about: 'Show the next items of a lane, and leave them where they are.',
    load: async () => (await import('./peek.ts')).peekCommand,
  },
  find: {
    about: 'Show the item with an id: an event by its request id.',
    load: async () => (await import('./find.ts')).findCommand,
  },
  pause: {
    about: 'Hold a lane back, for all workers.',
    load: async () => (await import('./pause.ts')).pauseCommand,
  },
  resume: {
    about: 'End the pause of a lane.',
    load: async () => (await import('./pause.ts')).resumeCommand,
  },
  purge: {
    about: 'Remove an item, or all items of a lane, without an outcome.',
    load: async () => (await import('./purge.ts')).purgeCommand,
  },
  'retry-poison': {
    about: 'Give items another chance that have ended their workers too often.',
    load: async () => (await import('./retry-poison.ts')).retryPoisonCommand,
  },
  migrate: {
    about: 'Create the tables of a database, or bring them up to date.',
    load: async () => (await import('../tables/migrate.ts')).migrateCommand,
  },
  move: {
    about: 'Move functions to a database that joins, or from one that leaves.',
    load: async () => (await import('../tables/move.ts')).moveCommand,
  },
  doctor: {
    about: 'Examine the tables or the file of a queue, and say what to do.',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  grants: {
    about: 'Print the SQL that gives roles the rights that they need, and no more.',
    load: async () => (await import('../tables/grants.ts')).grantsCommand,
  },
}

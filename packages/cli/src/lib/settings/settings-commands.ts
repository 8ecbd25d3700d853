import type { CommandEntry } from '../command/command-list.ts'

/** The commands of `async-invoke config`. */
export const settingsCommands: Readonly<Record<string, CommandEntry>> = {
  get: {
    about: 'Show the settings of a function, version or alias, and its dead-letter queue.',
    load: async () => (await import('./commands.ts')).getCommand,
  },
  list: {
    about: 'List the settings of functions, or of all functions.',
    load: async () => (await import('./commands.ts')).listCommand,
  },
  put: {
    about: 'Replace the settings of a function, version or alias.',
    load: async () => (await import('./commands.ts')).putCommand,
  },
  update: {
    about: 'Change some settings of a function, version or alias, and keep the others.',
    load: async () => (await import('./commands.ts')).updateCommand,
  },
  delete: {
    about: "Delete the settings of a function, version or alias, so that Lambda's defaults apply.",
    load: async () => (await import('./commands.ts')).deleteCommand,
  },
  plan: {
    about: 'Show the calls that turn the stored settings into those of a document.',
    load: async () => (await import('./commands.ts')).planCommand,
  },
  apply: {
    about: 'Turn the stored settings into those of a document.',
    load: async () => (await import('./commands.ts')).applyCommand,
  },
  drift: {
    about: 'Tell whether the stored settings differ from those of a document.',
    load: async () => (await import('./commands.ts')).driftCommand,
  },
  doctor: {
    about: 'Find settings that cannot work, or hardly do what is meant.',
    load: async () => (await import('./commands.ts')).doctorCommand,
  },
  permissions: {
    about: 'Print the policy that the execution role of each function needs for its targets.',
    load: async () => (await import('./commands.ts')).permissionsCommand,
  },
}

import { type Flags, fileToWrite } from '../command/flag.ts'

const group = 'Simulation:'

/** Flags of commands that simulate. */
export const simulateFlags = {
  seeds: {
    value: 'N',
    group,
    rule: {
      about: 'Runs of each variant, each with random numbers of its own. Results show how they differ.',
      kind: 'integer',
      minimum: 1,
      maximum: 1_000,
      defaultValue: 10,
    },
  },
  html: {
    value: 'FILE',
    group,
    rule: {
      about: 'Write a report with plots to this file too: one HTML document, without scripts.',
      kind: 'string',
      noun: 'the path of a file',
      pattern: fileToWrite,
    },
  },
  prices: {
    value: 'FILE',
    group,
    rule: {
      about: 'Price list in JSON or YAML, for the cost of what is used. Without one, no money is shown.',
      kind: 'string',
      noun: 'the path of a file',
      pattern: '.',
    },
  },
  'max-events': {
    value: 'N',
    group,
    rule: {
      about: 'Events over all runs. A scenario that makes more is refused.',
      kind: 'integer',
      minimum: 1,
      maximum: 1_000_000_000,
      defaultValue: 10_000_000,
    },
  },
} as const satisfies Flags

import type { Experiment } from './experiments/experiment.ts'

/** Quantities that AWS bills or limits, as upper bounds. */
export interface Quantities {
  /** Calls of Lambda's API; each event that is sent is one. */
  readonly lambdaRequests: number
  readonly sqsRequests: number
  readonly iamRequests: number
  /** Gigabyte-seconds of runs: none lasts longer than its timeout, at 128 MB. */
  readonly gigabyteSeconds: number
  /** Messages that Lambda sends to queues; SQS bills each as a request. */
  readonly messages: number
  /** Seconds of waiting, in real time. */
  readonly seconds: number
}

/** Longest wait for a function to become active, and for IAM to have spread a role, in seconds, and between two looks. */
export const settling = { maxSeconds: 120, everySeconds: 3 } as const
/** Seconds of one long poll of a queue. */
export const pollSeconds = 20
/** How often a deletion is tried. */
export const maxDeletions = 4

const looks = Math.floor(settling.maxSeconds / settling.everySeconds) + 1
const gigabytes = 128 / 1_024

/**
 * Upper bounds of one experiment with all that it creates and deletes. The recorder stops an experiment at the first
 * request beyond them.
 */
export function boundsOf({ atMost, creates, lasts }: Experiment): Quantities {
  const polls = Math.ceil(lasts / pollSeconds) + 2 * atMost.messages + 4 * creates.queues
  return {
    lambdaRequests: atMost.lambda + creates.functions * (2 * looks + maxDeletions),
    sqsRequests: polls + creates.queues * (2 + 2 * maxDeletions),
    iamRequests: 0,
    gigabyteSeconds: atMost.runs * atMost.runSeconds * gigabytes,
    messages: atMost.messages,
    seconds: lasts,
  }
}

/** Seconds after which a new role and its policy have spread. */
export const roleSeconds = 15

/** The execution role is created once for all experiments, and deleted. */
const roleRequests = 2 + 2 * maxDeletions

/** The sum over experiments, and the role. */
export function boundsOfAll(experiments: readonly Experiment[], createsRole: boolean): Quantities {
  const all = experiments.map(boundsOf)
  const sum = (name: keyof Quantities): number => all.reduce((total, each) => total + each[name], 0)
  return {
    ...{ lambdaRequests: sum('lambdaRequests'), sqsRequests: sum('sqsRequests') },
    iamRequests: createsRole ? roleRequests : 0,
    ...{ gigabyteSeconds: sum('gigabyteSeconds'), messages: sum('messages') },
    seconds: sum('seconds') + (createsRole ? roleSeconds : 0),
  }
}

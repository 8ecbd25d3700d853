import type { Answer } from '../aws/calls.ts'

/** Upper bounds of what an experiment does. The recorder stops it at the first call beyond. */
export interface Bounds {
  /** Calls of Lambda's API by the experiment itself. */
  readonly lambda: number
  /** Runs of functions, retries included. */
  readonly runs: number
  /** Seconds that a run may last. */
  readonly runSeconds: number
  /** Messages that Lambda sends to queues. */
  readonly messages: number
}

/** A question to AWS as calls. */
export interface Experiment {
  /** At most 24 characters: it is a part of names. */
  readonly name: string
  /** The question, in one sentence. */
  readonly about: string
  /** Statements that the answer supports or settles. */
  readonly settles: readonly string[]
  /** Operations of Lambda that it calls; the policy allows no others. */
  readonly uses: readonly string[]
  readonly creates: { readonly functions: number; readonly queues: number }
  /** Seconds that it waits in real time, at most. */
  readonly lasts: number
  readonly atMost: Bounds
  run(lab: Lab): Promise<void>
}

export interface Queue {
  readonly url: string
  readonly arn: string
}

export interface LabFunction {
  readonly name: string
  /** Without a qualifier. */
  readonly arn: string
}

export interface FunctionSetUp {
  /** Behaviour of the function when a payload names none. */
  readonly does?: string
  readonly timeoutSeconds?: number
  readonly deadLetterArn?: string
}

/** More about a call. */
export interface CallDetails {
  readonly note?: string
  readonly body?: string
}

/** What experiments work with. Every call and message goes into the evidence. */
export interface Lab {
  readonly region: string
  /** A name that no function has. */
  readonly unusedName: string
  createQueue(): Promise<Queue>
  /** Resolves once the function is active. */
  createFunction(setUp?: FunctionSetUp): Promise<LabFunction>
  /** Calls Lambda. */
  lambda(operation: string, input: object, details?: CallDetails): Promise<Answer>
  /** Sends an event. */
  invoke(name: string, payload: unknown, more?: object, details?: CallDetails): Promise<Answer>
  /** Takes messages until there are so many, or until the time is over, which the evidence then shows. */
  receive(queue: Queue, messages: number, withinSeconds: number): Promise<void>
  pause(seconds: number): Promise<void>
  /** Milliseconds that a run has to last to occupy its function for so many seconds. */
  holdMs(seconds: number): number
}

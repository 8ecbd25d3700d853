import type { Experiment } from './experiment.ts'
import { configure, setUp, sides } from './set-up.ts'

const onFailure = (Destination: string): object => ({ DestinationConfig: { OnFailure: { Destination } } })
const onSuccess = (Destination: string): object => ({ DestinationConfig: { OnSuccess: { Destination } } })
const uses = ['Invoke', 'PutFunctionEventInvokeConfig']

const retrySchedule: Experiment = {
  name: 'retry-schedule',
  about: 'When is an event retried that fails each time, and what do its record and its dead letter hold?',
  settles: ['4.2.5a', '4.2.5c', '5', '6', '7', 'DLQ-2', 'DLQ-3', 'DLQ-6', 'INV-8', 'REC-1', 'REC-3', 'REC-9', 'RTY-8'],
  uses,
  creates: { functions: 1, queues: 2 },
  lasts: 630,
  atMost: { lambda: 2, runs: 3, runSeconds: 10, messages: 2 },
  async run(lab) {
    const [records, letters] = [await lab.createQueue(), await lab.createQueue()]
    const { name } = await lab.createFunction({ deadLetterArn: letters.arn })
    await configure(lab, name, onFailure(records.arn))
    await lab.invoke(name, { does: 'fail' })
    await lab.receive(records, 1, 420)
    await lab.receive(letters, 1, 60)
  },
}

const ageLimit: Experiment = {
  name: 'age-limit',
  about: 'Is an event dropped at its first failure when its next retry would come too late?',
  settles: ['4.2.5b', '5', 'RTY-1', 'RTY-3', 'RTY-5', 'TRM-1'],
  uses,
  creates: { functions: 1, queues: 1 },
  lasts: 450,
  atMost: { lambda: 2, runs: 3, runSeconds: 10, messages: 1 },
  async run(lab) {
    const records = await lab.createQueue()
    const { name } = await lab.createFunction()
    await configure(lab, name, { MaximumEventAgeInSeconds: 60, ...onFailure(records.arn) })
    await lab.invoke(name, { does: 'fail' })
    await lab.receive(records, 1, 300)
  },
}

const zeroConcurrency: Experiment = {
  name: 'zero-concurrency',
  about: 'What does an event leave behind whose function has a reserved concurrency of 0?',
  settles: ['4.2.2', '5', 'DLQ-2', 'REC-4', 'TRM-1'],
  uses: [...uses, 'PutFunctionConcurrency'],
  creates: { functions: 1, queues: 2 },
  lasts: 390,
  atMost: { lambda: 3, runs: 0, runSeconds: 10, messages: 2 },
  async run(lab) {
    const [records, letters] = [await lab.createQueue(), await lab.createQueue()]
    const { name: FunctionName } = await lab.createFunction({ deadLetterArn: letters.arn })
    await configure(lab, FunctionName, onFailure(records.arn))
    await setUp(lab, 'PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions: 0 })
    await lab.invoke(FunctionName, {})
    await lab.receive(records, 1, 180)
    await lab.receive(letters, 1, 60)
  },
}

const countOnSuccess: Experiment = {
  name: 'count-on-success',
  about: 'Which approximateInvokeCount has the record of a success after a failure?',
  settles: ['DSP-2', 'REC-9', 'U-06'],
  uses: [...uses, 'UpdateFunctionConfiguration'],
  creates: { functions: 1, queues: 1 },
  lasts: 410,
  atMost: { lambda: 3, runs: 3, runSeconds: 10, messages: 1 },
  async run(lab) {
    const records = await lab.createQueue()
    const { name: FunctionName } = await lab.createFunction({ does: 'fail' })
    await configure(lab, FunctionName, onSuccess(records.arn))
    await lab.invoke(FunctionName, {})
    await lab.pause(20)
    await setUp(lab, 'UpdateFunctionConfiguration', { FunctionName, Environment: { Variables: { DOES: 'ok' } } })
    await lab.receive(records, 1, 240)
  },
}

/** Errors that a handler may throw, from its point of view. */
const errors = ['throw an object', 'throw a text', 'throw without message', 'throw at length', 'exit']

const errorPayloads: Experiment = {
  name: 'error-payloads',
  about: 'What do record and dead letter hold for errors without a message, of other types, and at length?',
  settles: ['DLQ-2', 'DLQ-4', 'REC-5', 'U-17'],
  uses,
  creates: { functions: 1, queues: 2 },
  lasts: 450,
  atMost: { lambda: 6, runs: 5, runSeconds: 10, messages: 10 },
  async run(lab) {
    const [records, letters] = [await lab.createQueue(), await lab.createQueue()]
    const { name } = await lab.createFunction({ deadLetterArn: letters.arn })
    await configure(lab, name, { MaximumRetryAttempts: 0, ...onFailure(records.arn) })
    for (const does of errors) await lab.invoke(name, { does })
    await lab.receive(records, errors.length, 240)
    await lab.receive(letters, errors.length, 60)
  },
}

/** Payloads whose bytes tell whether they travelled as they were; a request without a body comes first. */
const payloads = ['null', '0', '""', '[]', '{ "a" : 1.0e2, "a" : "\\u00e9" }']

const plainPayloads: Experiment = {
  name: 'plain-payloads',
  about: 'How do record and dead letter show no body, scalars, and JSON with spaces and equal keys?',
  settles: ['DLQ-1', 'INV-4', 'REC-6', 'REC-7', 'U-24'],
  uses,
  creates: { functions: 1, queues: 2 },
  lasts: 450,
  atMost: { lambda: 7, runs: 6, runSeconds: 10, messages: 12 },
  async run(lab) {
    const [records, letters] = [await lab.createQueue(), await lab.createQueue()]
    const { name } = await lab.createFunction({ does: 'fail', deadLetterArn: letters.arn })
    await configure(lab, name, { MaximumRetryAttempts: 0, ...onFailure(records.arn) })
    await lab.lambda('Invoke', { FunctionName: name, InvocationType: 'Event' }, { note: 'no body' })
    for (const payload of payloads) await lab.invoke(name, Buffer.from(payload))
    await lab.receive(records, payloads.length + 1, 240)
    await lab.receive(letters, payloads.length + 1, 60)
  },
}

const oversizeRecords: Experiment = {
  name: 'oversize-records',
  about: 'What does a queue receive when the record is larger than a message may be?',
  settles: ['DST-9', 'REC-8', 'RUN-7', 'U-02'],
  uses,
  creates: { functions: 1, queues: 2 },
  lasts: 650,
  atMost: { lambda: 7, runs: 6, runSeconds: 10, messages: 6 },
  async run(lab) {
    const [successes, failures] = [await lab.createQueue(), await lab.createQueue()]
    const { name } = await lab.createFunction()
    await configure(lab, name, { MaximumRetryAttempts: 0, ...sides(successes.arn, failures.arn) })
    await lab.invoke(name, { does: 'null' })
    await lab.invoke(name, { does: 'nothing' })
    await lab.invoke(name, { does: 'fill', bytes: 900_000 }, {}, { note: 'a record that fits' })
    await lab.invoke(name, { does: 'fill', bytes: 1_048_576 }, {}, { note: 'a record of more than 1 MiB' })
    await lab.invoke(name, { fill: 'x'.repeat(1_048_000) }, {}, { note: 'a request that leaves the record no room' })
    await lab.invoke(name, { does: 'fill', bytes: 7_000_000 }, {}, { note: 'a response that is refused' })
    await lab.receive(successes, 5, 240)
    await lab.receive(failures, 1, 240)
  },
}

/** What becomes of an event. */
export const outcomeExperiments = [
  ...[retrySchedule, ageLimit, zeroConcurrency, countOnSuccess, errorPayloads, plainPayloads, oversizeRecords],
]

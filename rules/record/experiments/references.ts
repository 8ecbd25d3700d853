import type { Experiment } from './experiment.ts'
import { configure, publishLive, reserveOneSlot, setUp, sides } from './set-up.ts'

const uses = ['Invoke', 'PutFunctionEventInvokeConfig', 'PublishVersion', 'CreateAlias']
const functionDestinations: Experiment = {
  name: 'function-destinations',
  about: 'With which reference does Lambda invoke a destination that is a version, an alias or $LATEST?',
  settles: ['DSP-6', 'DST-3', 'REC-1', 'REC-2', 'U-23'],
  uses,
  creates: { functions: 2, queues: 1 },
  lasts: 1050,
  atMost: { lambda: 16, runs: 8, runSeconds: 10, messages: 4 },
  async run(lab) {
    const records = await lab.createQueue()
    const [sender, receiver] = [await lab.createFunction(), await lab.createFunction()]
    const FunctionName = receiver.name
    await publishLive(lab, FunctionName)
    const toRecords = sides(records.arn, records.arn)
    await configure(lab, FunctionName, ...['$LATEST', '1', 'live'].map((Qualifier) => ({ Qualifier, ...toRecords })))
    for (const suffix of ['', ':$LATEST', ':1', ':live']) {
      const Destination = `${receiver.arn}${suffix}`
      await configure(lab, sender.name, { DestinationConfig: { OnSuccess: { Destination } } })
      await lab.invoke(sender.name, { to: suffix })
      await lab.receive(records, 1, 60)
    }
  },
}

const events = 20

const weightedAlias: Experiment = {
  name: 'weighted-alias',
  about: 'Does a retry through a weighted alias draw its version again?',
  settles: ['DSP-5', 'REC-2', 'U-08'],
  uses: [...uses, 'UpdateFunctionConfiguration', 'GetFunctionConfiguration'],
  creates: { functions: 1, queues: 1 },
  lasts: 570,
  atMost: { lambda: 30, runs: 2 * events, runSeconds: 10, messages: events },
  async run(lab) {
    const records = await lab.createQueue()
    const { name: FunctionName } = await lab.createFunction({ does: 'fail on 1' })
    await setUp(lab, 'PublishVersion', { FunctionName })
    // A version is published only if something has changed.
    await setUp(lab, 'UpdateFunctionConfiguration', { FunctionName, Description: 'the second' })
    await lab.pause(10)
    await setUp(lab, 'PublishVersion', { FunctionName })
    const RoutingConfig = { AdditionalVersionWeights: { 2: 0.5 } }
    await setUp(lab, 'CreateAlias', { FunctionName, Name: 'live', FunctionVersion: '1', RoutingConfig })
    const settings = { Qualifier: 'live', MaximumRetryAttempts: 1, ...sides(records.arn, records.arn) }
    await configure(lab, FunctionName, settings)
    // An event that fails on version 1 and later succeeds on 2 was drawn twice: without that, half of them never would be.
    for (let event = 1; event <= events; event += 1) await lab.invoke(FunctionName, { event }, { Qualifier: 'live' })
    await lab.receive(records, events, 360)
  },
}

const deletedAfterRun: Experiment = {
  name: 'deleted-after-run',
  about: 'How does an event end whose alias, or whose function, is deleted between two attempts?',
  settles: ['5', 'DLQ-2', 'DSP-3a', 'TRM-3', 'U-07'],
  uses: [...uses, 'DeleteAlias', 'DeleteFunction'],
  creates: { functions: 2, queues: 2 },
  lasts: 1200,
  atMost: { lambda: 10, runs: 6, runSeconds: 10, messages: 4 },
  async run(lab) {
    const [records, letters] = [await lab.createQueue(), await lab.createQueue()]
    for (const gone of ['alias', 'function'] as const) {
      const { name: FunctionName } = await lab.createFunction({ does: 'fail', deadLetterArn: letters.arn })
      await publishLive(lab, FunctionName)
      await configure(lab, FunctionName, { Qualifier: 'live', ...sides(records.arn, records.arn) })
      await lab.invoke(FunctionName, { gone }, { Qualifier: 'live' })
      await lab.pause(20)
      if (gone === 'alias') await setUp(lab, 'DeleteAlias', { FunctionName, Name: 'live' })
      else await setUp(lab, 'DeleteFunction', { FunctionName })
      await lab.receive(records, 1, 360)
      await lab.receive(letters, 1, 60)
    }
  },
}

const deletedBeforeRun: Experiment = {
  name: 'deleted-before-run',
  about: 'How does an event end whose alias is deleted before its first run?',
  settles: ['TRM-3a', 'U-07'],
  uses: [...uses, 'PutFunctionConcurrency', 'DeleteAlias'],
  creates: { functions: 1, queues: 1 },
  lasts: 630,
  atMost: { lambda: 10, runs: 8, runSeconds: 60, messages: 2 },
  async run(lab) {
    const records = await lab.createQueue()
    const { name: FunctionName } = await lab.createFunction({ timeoutSeconds: 60 })
    await publishLive(lab, FunctionName)
    const settings = { Qualifier: 'live', MaximumEventAgeInSeconds: 240, ...sides(records.arn, records.arn) }
    await configure(lab, FunctionName, settings)
    await reserveOneSlot(lab, FunctionName)
    await lab.invoke(FunctionName, { does: 'hold', holdMs: lab.holdMs(45) }, {}, { note: 'occupies the function' })
    await lab.pause(5)
    await lab.invoke(FunctionName, {}, { Qualifier: 'live' })
    await lab.pause(5)
    await setUp(lab, 'DeleteAlias', { FunctionName, Name: 'live' })
    await lab.receive(records, 1, 400)
  },
}

/** Where references lead, now and later. */
export const referenceExperiments = [functionDestinations, weightedAlias, deletedAfterRun, deletedBeforeRun]

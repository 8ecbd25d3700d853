import type { Experiment, Lab, LabFunction } from './experiment.ts'
import { configure, oneSlot, setUp, sides } from './set-up.ts'

const uses = ['Invoke', 'PutFunctionEventInvokeConfig', 'PutFunctionConcurrency']

const hold = (lab: Lab, { name }: LabFunction, seconds: number): Promise<unknown> =>
  lab.invoke(
    name,
    { does: 'hold', holdMs: lab.holdMs(seconds) },
    {},
    { note: `occupies the function for ${seconds} s` },
  )

const countAfterThrottles: Experiment = {
  name: 'count-after-throttles',
  about: 'Does approximateInvokeCount count throttles, and does a run start their waits anew?',
  settles: ['4.2.6', 'REC-9', 'RTY-9', 'U-05a'],
  uses,
  creates: { functions: 1, queues: 1 },
  lasts: 1050,
  atMost: { lambda: 6, runs: 9, runSeconds: 120, messages: 3 },
  async run(lab) {
    const [target, records] = await oneSlot(lab, 120, {})
    await hold(lab, target, 40)
    await lab.pause(5)
    await lab.invoke(target.name, { does: 'fail' }, {}, { note: 'throttled, then fails three times' })
    await lab.pause(60)
    await hold(lab, target, 90)
    await lab.receive(records, 3, 780)
  },
}

const throttledToExpiry: Experiment = {
  name: 'throttled-to-expiry',
  about: 'What does the record say of an event that expires while it is throttled, with and without a run before?',
  settles: ['5', 'REC-4', 'RTY-2', 'RTY-12', 'TRM-1', 'U-18'],
  uses,
  creates: { functions: 1, queues: 1 },
  lasts: 810,
  atMost: { lambda: 6, runs: 9, runSeconds: 400, messages: 3 },
  async run(lab) {
    const [target, records] = await oneSlot(lab, 400, { MaximumEventAgeInSeconds: 180 })
    await lab.invoke(target.name, { does: 'fail', event: 'ran' }, {}, { note: 'fails, then is throttled' })
    await lab.pause(10)
    await hold(lab, target, 380)
    await lab.pause(5)
    await lab.invoke(target.name, { does: 'fail', event: 'never ran' }, {}, { note: 'is only throttled' })
    await lab.receive(records, 3, 600)
  },
}

const group = 14

const throttledGroup: Experiment = {
  name: 'throttled-group',
  about: 'When do events run that were throttled together?',
  settles: ['FNC-9', 'RTY-13', 'U-05b'],
  uses,
  creates: { functions: 1, queues: 1 },
  lasts: 550,
  atMost: { lambda: 4 + group, runs: 3 * (group + 1), runSeconds: 60, messages: group + 1 },
  async run(lab) {
    const [target, records] = await oneSlot(lab, 60, {})
    await hold(lab, target, 22)
    await lab.pause(3)
    for (let event = 1; event <= group; event += 1) await lab.invoke(target.name, { event })
    await lab.receive(records, group + 1, 360)
  },
}

const loop: Experiment = {
  name: 'loop',
  about: 'What does the failure destination receive of an event that is stopped as a loop?',
  settles: ['REC-L1', 'REC-L3', 'REC-L4', 'U-01'],
  uses: ['Invoke', 'PutFunctionEventInvokeConfig'],
  creates: { functions: 2, queues: 1 },
  lasts: 720,
  // The function stops a loop of 25 turns itself.
  atMost: { lambda: 3, runs: 30, runSeconds: 10, messages: 2 },
  async run(lab) {
    const records = await lab.createQueue()
    const [one, other] = [await lab.createFunction({ does: 'loop' }), await lab.createFunction({ does: 'loop' })]
    const of = (next: LabFunction): object => ({ MaximumRetryAttempts: 0, ...sides(next.arn, records.arn) })
    await configure(lab, one.name, of(other))
    await configure(lab, other.name, of(one))
    await lab.invoke(one.name, {})
    await lab.receive(records, 1, 360)
  },
}

const settingsDelay: Experiment = {
  name: 'settings-delay',
  about: 'How long after a change of settings are records sent to the former destination?',
  settles: ['DSP-8', 'DSP-8a', 'U-19'],
  uses: ['Invoke', 'PutFunctionEventInvokeConfig'],
  creates: { functions: 1, queues: 2 },
  lasts: 480,
  atMost: { lambda: 16, runs: 13, runSeconds: 10, messages: 13 },
  async run(lab) {
    const [former, later] = [await lab.createQueue(), await lab.createQueue()]
    const { name } = await lab.createFunction()
    const send = (Destination: string): Promise<void> => {
      const DestinationConfig = { OnSuccess: { Destination } }
      return setUp(lab, 'PutFunctionEventInvokeConfig', { FunctionName: name, DestinationConfig })
    }
    await send(former.arn)
    await lab.pause(150)
    await lab.invoke(name, { afterSeconds: 0 }, {}, { note: 'before the change' })
    await lab.pause(10)
    await send(later.arn)
    for (let afterSeconds = 0; afterSeconds <= 150; afterSeconds += 15) {
      await lab.invoke(name, { afterSeconds })
      await lab.pause(15)
    }
    await lab.receive(former, 12, 20)
    await lab.receive(later, 11, 20)
  },
}

/** What delays events, and what stops them. */
export const delayExperiments = [countAfterThrottles, throttledToExpiry, throttledGroup, loop, settingsDelay]

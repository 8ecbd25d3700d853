import { member } from '../bench/answer.ts'
import type { Bench } from '../bench/bench.ts'
import { paths } from '../bench/paths.ts'
import { absent, between, like, Matching, oneOf } from '../compare/differences.ts'
import type { EndpointScenario } from '../scenario.ts'

const unset = { Destination: null }

/** Publishes a version, and returns its number. */
export async function publish(bench: Bench, name: string): Promise<string> {
  const { body } = await bench.succeed('POST', paths.versions(name), {})
  return String(member(body, 'Version'))
}

/** Creates an alias of a version. */
export async function pointAlias(bench: Bench, name: string, alias: string, version: string): Promise<void> {
  await bench.succeed('POST', paths.aliases(name), { Name: alias, FunctionVersion: version })
}

const settingsOf = async (bench: Bench, name: string, qualifier?: string): Promise<unknown> =>
  (await bench.call('GET', paths.settings(name, qualifier))).body

export const settingsOperations: readonly EndpointScenario[] = [
  {
    name: 'Put answers 200 with all five members, null for what is unset, and fills in no default',
    shows: ['CFG-1', 'CFG-2', '10'],
    seconds: 5,
    async run(bench) {
      const { name } = await bench.borrow()
      const first = await bench.call('PUT', paths.settings(name), { MaximumRetryAttempts: 1 })
      bench.check(['CFG-1', 'CFG-2', '10'], 'Put of retries', first, {
        status: 200,
        body: {
          ...{ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: null },
          DestinationConfig: { OnSuccess: unset, OnFailure: unset },
        },
      })
      const second = await bench.call('PUT', paths.settings(name), { MaximumEventAgeInSeconds: 120 })
      bench.check(['CFG-1', 'CFG-2', '10'], 'Put of an age', second, {
        status: 200,
        body: { MaximumRetryAttempts: null, MaximumEventAgeInSeconds: 120 },
      })
    },
  },
  {
    name: 'FunctionArn of settings carries $LATEST, and LastModified is a number of seconds',
    shows: ['CFG-3', 'CFG-4'],
    seconds: 5,
    async run(bench) {
      const { name, arn } = await bench.borrow()
      const { body } = await bench.call('PUT', paths.settings(name), { MaximumRetryAttempts: 1 })
      bench.check('CFG-3', 'FunctionArn', member(body, 'FunctionArn'), `${arn}:$LATEST`)
      const nowSeconds = Date.now() / 1_000
      // A clock that is held or set by hand may be days away from this machine's.
      const about = between(nowSeconds - 1e7, nowSeconds + 1e7)
      bench.check('CFG-4', 'LastModified', member(body, 'LastModified'), about)
    },
  },
  {
    name: 'Every Put and Update moves LastModified, also one that changes nothing',
    shows: ['CFG-5'],
    seconds: 10,
    async run(bench) {
      const { name } = await bench.borrow()
      const lastModified = async (method: string): Promise<unknown> =>
        member((await bench.call(method, paths.settings(name), { MaximumRetryAttempts: 1 })).body, 'LastModified')
      const first = await lastModified('PUT')
      for (const method of ['PUT', 'POST']) {
        await bench.pass(1)
        const later = new Matching(`more than ${first}`, (seen) => typeof seen === 'number' && seen > Number(first))
        bench.check('CFG-5', `LastModified after ${method}`, await lastModified(method), later)
      }
    },
  },
  {
    name: 'Put replaces: a member that is left out becomes unset',
    shows: ['CFG-7'],
    seconds: 10,
    async run(bench) {
      const { name } = await bench.borrow()
      const queue = await bench.target('queue')
      await bench.put(name, { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: queue.arn } } })
      await bench.call('PUT', paths.settings(name), { MaximumEventAgeInSeconds: 300 })
      bench.check('CFG-7', 'settings after a second Put', await settingsOf(bench, name), {
        ...{ MaximumRetryAttempts: null, MaximumEventAgeInSeconds: 300 },
        DestinationConfig: { OnSuccess: unset, OnFailure: unset },
      })
    },
  },
  {
    name: 'Update merges member by member and side by side, and an empty destination clears its side',
    shows: ['CFG-8'],
    seconds: 10,
    async run(bench) {
      const { name } = await bench.borrow()
      const queue = await bench.target('queue')
      const side = { Destination: queue.arn }
      await bench.put(name, { MaximumRetryAttempts: 1, DestinationConfig: { OnSuccess: side, OnFailure: side } })
      const update = async (subject: string, body: object, expected: object): Promise<void> => {
        const answer = await bench.call('POST', paths.settings(name), body)
        bench.check('CFG-8', `status of ${subject}`, answer.status, 200)
        bench.check('CFG-8', `settings after ${subject}`, await settingsOf(bench, name), expected)
      }
      const both = { OnSuccess: side, OnFailure: side }
      const withAge = { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 300 }
      await update('Update of an age', { MaximumEventAgeInSeconds: 300 }, { ...withAge, DestinationConfig: both })
      const cleared = { OnSuccess: side, OnFailure: unset }
      const clear = { DestinationConfig: { OnFailure: { Destination: '' } } }
      await update('Update with an empty destination', clear, { ...withAge, DestinationConfig: cleared })
      const empty = { DestinationConfig: { OnSuccess: {} } }
      await update('Update with an empty side', empty, { ...withAge, DestinationConfig: cleared })
    },
  },
  {
    name: 'A side that is present counts as a setting, also an empty one',
    shows: ['CFG-9'],
    seconds: 5,
    async run(bench) {
      const { name } = await bench.borrow()
      for (const side of [{}, { Destination: '' }]) {
        const answer = await bench.call('PUT', paths.settings(name), { DestinationConfig: { OnFailure: side } })
        const expected = { status: 200, body: { DestinationConfig: { OnSuccess: unset, OnFailure: unset } } }
        bench.check('CFG-9', `Put of the side ${JSON.stringify(side)}`, answer, expected)
      }
    },
  },
  {
    name: 'Delete answers 204, and a second Delete 404',
    shows: ['CFG-10', '10'],
    seconds: 5,
    async run(bench) {
      const { name } = await bench.borrow()
      await bench.put(name, { MaximumRetryAttempts: 1 })
      const first = await bench.call('DELETE', paths.settings(name))
      bench.check(['CFG-10', '10'], 'the first Delete', first, { status: 204, text: '' })
      const second = await bench.call('DELETE', paths.settings(name))
      bench.check('CFG-10', 'the second Delete', second, { status: 404, code: 'ResourceNotFoundException' })
      bench.check('CFG-10', 'Get afterwards', await bench.call('GET', paths.settings(name)), { status: 404 })
    },
  },
  {
    name: 'Unqualified and $LATEST are one key, and a version has settings of its own',
    shows: ['CFG-6', 'CFG-3', 'CFG-10'],
    seconds: 20,
    async run(bench) {
      const { name, arn } = await bench.create()
      await bench.put(name, { MaximumRetryAttempts: 1 })
      const version = await publish(bench, name)
      const ofVersion = await bench.call('GET', paths.settings(name, version))
      bench.check('CFG-6', 'Get of a version just published', ofVersion, { status: 404 })
      const of = { MaximumRetryAttempts: 1, FunctionArn: `${arn}:$LATEST` }
      bench.check('CFG-6', 'Get with Qualifier $LATEST', await settingsOf(bench, name, '$LATEST'), of)
      const put = await bench.call('PUT', paths.settings(name, version), { MaximumRetryAttempts: 0 })
      bench.check('CFG-3', 'FunctionArn of a version', member(put.body, 'FunctionArn'), `${arn}:${version}`)
      bench.check('CFG-6', 'settings of $LATEST afterwards', await settingsOf(bench, name), of)
      await bench.succeed('DELETE', paths.function(name, version))
      const gone = await bench.call('GET', paths.settings(name, version))
      bench.check('CFG-10', 'Get after the version is deleted', gone, { status: 404 })
    },
  },
  {
    name: 'Every form of a name is accepted, with an equal qualifier or without',
    shows: ['CFG-16', 'CFG-3'],
    seconds: 20,
    async run(bench) {
      const { name, arn } = await bench.create()
      const version = await publish(bench, name)
      await pointAlias(bench, name, 'live', version)
      const account = arn.split(':')[4]
      const forms: readonly (readonly [string, string | undefined])[] = [
        [`${name}:live`, undefined],
        [`${name}:live`, 'live'],
        [`${account}:function:${name}`, 'live'],
        [arn, 'live'],
        [`${arn}:live`, undefined],
        [`${arn}:live`, 'live'],
      ]
      for (const [form, qualifier] of forms) {
        const answer = await bench.call('PUT', paths.settings(form, qualifier), { MaximumRetryAttempts: 1 })
        const subject = `Put on ${form} with Qualifier ${qualifier ?? 'none'}`
        bench.check('CFG-16', `${subject}: status`, answer.status, 200)
        bench.check('CFG-3', `${subject}: FunctionArn`, member(answer.body, 'FunctionArn'), `${arn}:live`)
      }
    },
  },
  {
    name: 'List of a function without settings is empty',
    shows: ['CFG-21'],
    seconds: 5,
    async run(bench) {
      const { name } = await bench.borrow()
      const answer = await bench.call('GET', paths.listSettings(name))
      bench.check('CFG-21', 'the answer', answer, { status: 200, body: { FunctionEventInvokeConfigs: [] } })
      bench.check('CFG-21', 'NextMarker', member(answer.body, 'NextMarker'), oneOf(null, undefined))
    },
  },
  {
    name: 'List gives the settings of every qualifier, in pages',
    shows: ['CFG-21', '10'],
    seconds: 20,
    async run(bench) {
      const { name, arn } = await bench.create()
      const version = await publish(bench, name)
      await pointAlias(bench, name, 'live', version)
      for (const qualifier of ['$LATEST', version, 'live'])
        await bench.put(name, { MaximumRetryAttempts: 1 }, qualifier)
      const found: unknown[] = []
      let marker: unknown
      for (let pages = 1; pages <= 4; pages += 1) {
        const query = { MaxItems: '2', ...(typeof marker === 'string' && { Marker: marker }) }
        const { status, body } = await bench.call('GET', paths.listSettings(name, query))
        bench.check('10', `status of page ${pages}`, status, 200)
        const page = member(body, 'FunctionEventInvokeConfigs')
        bench.check('CFG-21', `settings on page ${pages}`, Array.isArray(page) ? page.length : page, between(1, 2))
        if (Array.isArray(page)) found.push(...page.map((each) => member(each, 'FunctionArn')))
        marker = member(body, 'NextMarker')
        if (typeof marker !== 'string') break
        bench.check('CFG-21', `NextMarker of page ${pages}`, marker, like(/./))
      }
      const expected = ['$LATEST', version, 'live'].map((qualifier) => `${arn}:${qualifier}`).sort()
      bench.check('CFG-21', 'FunctionArn of all settings', found.map(String).sort(), expected)
      bench.check('CFG-21', 'NextMarker of the last page', marker ?? undefined, absent)
    },
  },
]

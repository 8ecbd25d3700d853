import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBuilt } from './run-built.ts'
import { runHere } from './run-here.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:failures'
let runtime: LocalRuntime
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-config-'))
  const file = join(folder, 'handler.mjs')
  writeFileSync(file, 'export const handler = async () => {}')
  const functions = Object.fromEntries(['orders', 'mail', 'team-a', 'team-b'].map((name) => [name, { file }]))
  runtime = await startLocalRuntime({ functions })
})
afterAll(async () => {
  await runtime.close()
  rmSync(folder, { recursive: true })
})

function config(
  args: readonly string[],
  { input, endpoint = runtime.endpoint }: { input?: string; endpoint?: string } = {},
) {
  const env = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1' }
  const options = { cwd: folder, env: { ...env, AWS_ENDPOINT_URL_LAMBDA: endpoint } }
  if (input !== undefined) return runBuilt(['config', ...args], { ...options, input })
  return runHere(['config', ...args], options)
}

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return name
}

describe('config', () => {
  it('puts, updates, shows and deletes the settings of a function', async () => {
    const put = await config(['put', 'mail', '--retries', '1', '--on-failure', queue])
    expect([put.code, put.stdout]).toEqual([0, expect.stringContaining(`  on failure    ${queue}\n`)])
    const updated = await config(['update', 'mail', '--max-age', '60', '--on-failure', 'none', '--dead-letter', queue])
    expect(updated.stdout).toMatch(
      /^mail:\$LATEST\n {2}retries {7}1\n {2}maximum age {3}60 s\n {2}dead letters {2}arn:/,
    )
    expect((await config(['list', 'mail'])).stdout).toMatch(/^mail:\$LATEST +1 +60 s$/m)
    expect((await config(['delete', 'mail'])).stdout).toBe('settings of mail:$LATEST deleted\n')
    const { stdout } = await config(['get', 'mail', '--json'])
    expect(JSON.parse(stdout)).toEqual({
      ...{ kind: 'settings', name: 'mail:$LATEST', settings: null },
      DeadLetterConfig: { TargetArn: queue },
    })
  })

  it('plans, applies and finds no drift for a desired state in YAML with patterns', async () => {
    const file = write(
      'settings.yaml',
      `version: 1.0
defaults: { DestinationConfig: { OnFailure: { Destination: '${queue}' } } }
patterns:
  team-*: { EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 1 } } }
  nobody-*: {}
functions:
  orders: { EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0 } } }
`,
    )
    const plan = `orders
  put the settings of $LATEST
    + MaximumRetryAttempts  0
    + OnFailure             ${queue}

team-a, team-b
  put the settings of $LATEST
    + MaximumRetryAttempts  1
    + OnFailure             ${queue}

no function matches nobody-*

3 functions, 3 calls: 3 put
`
    expect(await config(['drift', file])).toEqual({ code: 1, stdout: plan, stderr: '' })
    const unasked = await config(['apply', file])
    expect([unasked.code, unasked.stderr]).toEqual([2, expect.stringContaining('apply with --yes')])
    expect(await config(['apply', file, '--yes'])).toEqual({
      ...{ code: 0, stdout: `${plan}3 of 3 calls made\n`, stderr: '' },
    })
    expect((await config(['drift', file])).code).toBe(0)
  })

  it('applies a plan that was stored, calls of the same plan once, and reports other changes', async () => {
    const wanted = {
      version: '1.0',
      functions: { mail: { EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 1 } } } },
    }
    const plan = (await config(['plan', '-', '--json'], { input: JSON.stringify(wanted) })).stdout
    expect((await config(['apply', '-', '--yes'], { input: plan })).stdout).toMatch(/^1 of 1 call made$/m)
    expect((await config(['apply', '-', '--yes'], { input: plan })).stdout).toMatch(
      /^0 of 1 call made; 1 made before$/m,
    )
    await config(['put', 'mail', '--retries', '2'])
    const conflict = await config(['apply', '-', '--yes'], { input: plan })
    expect(conflict.code).toBe(1)
    expect(conflict.stdout).toMatch(/^mail: put the settings of \$LATEST: left alone: its settings have changed/m)
  })

  it('says what a plan does to a recorded load, and to a scenario', async () => {
    await config(['update', 'orders', '--retries', '2', '--max-age', '21600'])
    const file = write(
      'shorter.json',
      JSON.stringify({
        version: '1.0',
        functions: { orders: { EventInvokeConfigs: { $LATEST: { MaximumEventAgeInSeconds: 60 } } } },
      }),
    )
    const trace = write('trace.jsonl', Array.from({ length: 200 }, (_, at) => `${at * 500}\n`).join(''))
    const { code, stdout } = await config([
      'plan',
      file,
      '--simulate',
      trace,
      '--seeds',
      '2',
      '--error-probability',
      '0.3',
    ])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ {4}\+ MaximumEventAgeInSeconds {2}60$/m)
    expect(stdout).toContain('orders under trace.jsonl, with runs of 1000 ms, of which 30% fail\n')
    expect(stdout).toMatch(/^events +200 +200 +0$/m)
    expect(stdout).toMatch(/^dropped: EventAgeExceeded +0 +\d\d/m)

    const scenario = write(
      'load.yaml',
      `version: "1.0"
durationSeconds: 60
functions:
  orders: { arrivals: { constant: { perSecond: 1 } }, durationMs: 10, settings: { MaximumRetryAttempts: 0 } }
outages: [{ fromSeconds: 0, forSeconds: 60, effect: errors }]
`,
    )
    const json = await config(['plan', file, '--simulate', scenario, '--seeds', '1', '--json'])
    const { steps, simulation } = JSON.parse(json.stdout)
    expect(steps).toHaveLength(1)
    expect(simulation.variants.map((each: { name: string }) => each.name)).toEqual(['current', 'planned'])
    // As stored, not as the scenario says: two retries, the first of which comes after the outage.
    expect(simulation.variants[0].functions[0].settings).toMatchObject({ MaximumRetryAttempts: 2 })
    expect(simulation.comparisons[0].numbers.succeeded.p50).toBe(-60)
    expect((await config(['apply', '-', '--yes'], { input: json.stdout })).stdout).toMatch(/^1 of 1 call made$/m)
    const nothing = await config(['plan', file, '--simulate', trace])
    expect([nothing.code, nothing.stderr]).toEqual([
      2,
      expect.stringContaining('the plan changes none: simulate a scenario'),
    ])
  })

  it('repeats calls that are throttled', async () => {
    let requests = 0
    const throttling = createServer(async (request, response) => {
      requests += 1
      const body = await text(request)
      if (requests % 2 === 1) {
        response.writeHead(429, { 'x-amzn-errortype': 'TooManyRequestsException' }).end('{"Reason":"CallerRateLimit"}')
        return
      }
      const { method = '', url = '' } = request
      const answer = await fetch(`${runtime.endpoint}${url}`, { method, ...(body !== '' && { body }) })
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
    })
    await new Promise<void>((resolve) => throttling.listen(0, '127.0.0.1', resolve))
    const endpoint = `http://127.0.0.1:${(throttling.address() as AddressInfo).port}`
    const ran = await config(['update', 'orders', '--retries', '2'], { endpoint })
    throttling.close()
    expect([ran.code, ran.stderr]).toEqual([0, ''])
  })

  it('examines a template and prints the permissions that it needs', async () => {
    const file = write(
      'template.yaml',
      `Resources:
  Failures: { Type: AWS::SQS::Queue, Properties: { QueueName: failures.fifo, FifoQueue: true } }
  Settings:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: orders
      Qualifier: $LATEST
      MaximumRetryAttempts: !Ref Retries
      DestinationConfig: { OnFailure: { Destination: !GetAtt Failures.Arn } }
Parameters: { Retries: { Type: Number } }
`,
    )
    const values = ['--account-id', '123456789012', '--parameter', 'Retries=1']
    const doctor = await config(['doctor', file, ...values])
    expect([doctor.code, doctor.stdout]).toEqual([
      1,
      expect.stringMatching(/^error orders:\$LATEST {2}fifo-target, [\s\S]*^1 finding$/m),
    ])
    expect((await config(['doctor', '.', ...values])).stdout).toBe(doctor.stdout)
    const unknown = await config(['plan', file, '--parameter', 'Retrys=1'])
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringContaining(`--parameter: ${file} has no parameter Retrys; did you mean Retries?`),
    ])
    const nowhere = await config(['plan', file, '--parameter', 'Retries=1'])
    expect(nowhere.stdout).toContain('needs a region and an account; --account-id ID and --region REGION give them\n')
    const permissions = await config(['permissions', file, ...values, '--json'])
    expect(JSON.parse(permissions.stdout)).toMatchObject({
      ...{ name: 'orders', policy: { Statement: [{ Action: ['sqs:SendMessage'] }] } },
    })
  })

  it.each([
    { args: ['plan', 'nowhere.yaml'], code: 3, message: 'cannot read nowhere.yaml: ENOENT' },
    {
      args: ['plan', 'empty'],
      code: 2,
      message: 'the folder empty holds no template.yaml, serverless.yml, or *.template.json',
    },
    { args: ['plan', 'main.tf'], code: 2, message: "main.tf is Terraform's; give what 'terraform show -json' prints" },
    { args: ['get', 'nobody'], code: 3, message: 'function nobody: ResourceNotFoundException: Function not found' },
    {
      args: ['put', 'orders', '--on-failure', `${queue}.fifo`],
      code: 2,
      message: `nothing was sent: destinationConfig.onFailure.destination (CFG-14a): The destination ARN ${queue}.fifo`,
    },
    { args: ['update', 'orders:live', '--dead-letter', queue], code: 2, message: '--dead-letter is for the function' },
  ])('refuses $args: $message', async ({ args, code, message }) => {
    mkdirSync(join(folder, 'empty'), { recursive: true })
    const ran = await config(args)
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([code, '', expect.stringContaining(message)])
  })

  it('says what it cannot know of a template, and where the names are', async () => {
    const file = write(
      'unnamed.yaml',
      `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: src/, Handler: a.b, Runtime: nodejs22.x, EventInvokeConfig: { MaximumRetryAttempts: 1 } }
`,
    )
    const plan = await config(['plan', file])
    expect(plan.stdout).toContain('Orders has no name in the template; --stack NAME takes it from CloudFormation\n')
    const doctor = await config(['doctor', file])
    expect([doctor.code, doctor.stdout, doctor.stderr]).toEqual([
      0,
      'no findings\n',
      'not examined: 1 member of unknown value; --verbose lists them\n',
    ])
  })

  it('says what is wrong with a document', async () => {
    const wrong = await config(['plan', '-'], { input: '{"version":"1.0","functions":{"f":{"Retries":1}}}' })
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining(
        `stdin is no desired state: /functions/f must NOT have additional property 'Retries': {"Retries":1}\n`,
      ),
    ])
    for (const command of ['plan', 'doctor', 'permissions', 'drift']) {
      const misplaced = await config([command, '-'], { input: '{"version":"1.0","functions":{"f":{},"team-*":{}}}' })
      expect([misplaced.code, misplaced.stderr]).toEqual([
        2,
        expect.stringContaining(
          'stdin is no desired state: /functions/team-* is a pattern, which belongs below /patterns\n',
        ),
      ])
    }
    for (const input of [
      '{"version":"1.0","functions":{},"functions":{}}',
      '{"version":"1.0","functions":{"f":{"EventInvokeConfigs":{"$LATEST":{"MaximumRetryAttempts":1,"MaximumRetryAttempts":2}}}}}',
      'version: "1.0"\nfunctions: &f {f: *f}',
    ]) {
      const twice = await config(['plan', '-'], { input })
      expect([twice.code, twice.stderr]).toEqual([
        2,
        expect.stringMatching(/^async-invoke: stdin: .*(stands twice|around it)/),
      ])
    }
    const other = await config(['plan', '-'], { input: 'name: x' })
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('it has name')])
  })

  it.each([
    { input: 'a: [', message: 'async-invoke: stdin is neither JSON nor YAML: Flow sequence in block collection' },
    { input: '', message: 'async-invoke: stdin is null instead of a map' },
    { input: '? [a]\n: b', message: 'async-invoke: stdin: a key of the template is a list or a map' },
  ])('says once that $input is no document', async ({ input, message }) => {
    const ran = await config(['plan', '-'], { input })
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(message)])
  })
})

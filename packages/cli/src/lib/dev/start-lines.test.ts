import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { startLines, stopLine } from './start-lines.ts'

const runtime = {
  endpoint: 'http://127.0.0.1:1',
  pageUrl: 'http://127.0.0.1:1/_async-invoke/',
  nowMs: () => 0,
  functionNames: () => ['orders'],
  takenOver: 0,
  notServed: () => ['Table (AWS::DynamoDB::Table)'],
}
const started = (over: Partial<typeof runtime>, dataDirectory?: string) =>
  startLines(
    { ...runtime, ...over },
    { time: 'real', ...(dataDirectory !== undefined && { dataDirectory }) },
    undefined,
    Date.now(),
  )

describe('startLines', () => {
  it('suggests keys for the AWS CLI only where any do', () => {
    const open = started({}).join('\n')
    const signingKeys = { accessKeyId: 'AKID', secretAccessKey: 'secret' }
    const checked = startLines(runtime, { time: 'real', signingKeys }, undefined, Date.now()).join('\n')
    expect(open).toContain(
      'AWS_ENDPOINT_URL_LAMBDA=http://127.0.0.1:1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local',
    )
    expect(checked).toContain('AWS_ENDPOINT_URL_LAMBDA=http://127.0.0.1:1 AWS_DEFAULT_REGION=us-east-1')
    expect(checked).not.toMatch(/secret|AKID/)
  })

  it.each([
    { userAgent: 'npm/11.0.0 node/v24.0.0 linux x64', command: 'npx async-invoke' },
    { userAgent: 'pnpm/10.0.0 npm/? node/v24.0.0', command: 'pnpm async-invoke' },
    { userAgent: 'yarn/4.0.0 npm/? node/v24.0.0', command: 'yarn async-invoke' },
    { userAgent: undefined, command: 'async-invoke' },
  ])('suggests $command where $userAgent has started it', ({ userAgent, command }) => {
    vi.stubEnv('npm_config_user_agent', userAgent)
    const lines = started({}).join('\n').split('\n')
    vi.unstubAllEnvs()
    expect(lines).toContain(`  ${command} invoke orders --payload '{}' --watch`)
  })

  it('names the template, and what is not served of it', () => {
    const lines = startLines(runtime, { time: 'real', template: 'template.yaml' }, undefined, Date.now())
    expect(lines).toContain('  template: template.yaml')
    expect(lines).toContain('  not served: Table (AWS::DynamoDB::Table)')
  })

  it('names functions that cannot run, without a template too', () => {
    const notServed = 'the runtime of report is "java21"; nodejs, python and provided runtimes run here'
    expect(started({ notServed: () => [notServed] })).toContain(`  not served: ${notServed}`)
  })

  it('says that the file of the queue is new', () => {
    expect(startLines(runtime, { time: 'real' }, undefined, Date.now(), 'q.db')).toContain(
      '  queue: q.db was not there, and is new',
    )
  })

  it.each([
    { dataDirectory: undefined, line: '  data: in memory only' },
    {
      dataDirectory: '.async-invoke',
      line: `  data: ${join(process.cwd(), '.async-invoke')} (.async-invoke/ belongs in .gitignore)`,
    },
    { dataDirectory: '/elsewhere/data', line: '  data: /elsewhere/data' },
    { dataDirectory: '../data', line: `  data: ${join(process.cwd(), '../data')}` },
  ])('tells where the data of $dataDirectory is kept', ({ dataDirectory, line }) => {
    expect(started({}, dataDirectory)).toContain(line)
  })

  it.each([
    { speed: 60, aheadMs: 59_000, says: false },
    { speed: 60, aheadMs: 120_000, says: true },
    { speed: 1, aheadMs: 0, says: false },
    { speed: 1, aheadMs: 3_000, says: true },
  ])('says that time continues: $says, $aheadMs ms ahead a second after a start at speed $speed', (given) => {
    const beganMs = Date.now() - 1_000
    const options = { time: 'real', speed: given.speed } as const
    const lines = startLines({ ...runtime, nowMs: () => beganMs + 1_000 + given.aheadMs }, options, undefined, beganMs)
    expect(lines.some((line) => line.startsWith('  time continues from '))).toBe(given.says)
  })

  it.each([
    { takenOver: 1, line: '  1 event goes on from the last start' },
    { takenOver: 3, line: '  3 events go on from the last start' },
  ])('counts the $takenOver events that go on', ({ takenOver, line }) => {
    expect(started({ takenOver }, 'd')).toContain(line)
  })
})

describe('stopLine', () => {
  it.each([
    { waiting: 0, dataDirectory: 'd', line: 'stopping' },
    { waiting: 1, dataDirectory: 'd', line: 'stopping: 1 event waits and goes on at the next start' },
    { waiting: 3, dataDirectory: 'd', line: 'stopping: 3 events wait and go on at the next start' },
    {
      waiting: 2,
      dataDirectory: undefined,
      line: 'stopping: 2 events end with the process, which keeps nothing on disk',
    },
  ])('tells what becomes of $waiting events in $dataDirectory', ({ waiting, dataDirectory, line }) => {
    expect(stopLine(waiting, dataDirectory)).toBe(line)
  })
})

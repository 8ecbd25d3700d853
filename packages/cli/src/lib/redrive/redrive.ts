import { resolve } from 'node:path'
import { type ClientConfig, clientConfigOf } from '../aws/client-config.ts'
import type { CommandLine } from '../command/command.ts'
import { exitCodes, UsageError } from '../command-error.ts'
import { endpointOf } from '../config/endpoint-flag.ts'
import { openEdit } from '../edits/open-edit.ts'
import { createFilter, describeUndecided, type Filter } from '../outcomes/filter.ts'
import { itemOfMessage, openQueue, type Queue } from '../sources/queue.ts'
import { readDocuments } from '../sources/read-documents.ts'
import { parseQueue, parseSource, type Source } from '../sources/source.ts'
import type { SourceItem } from '../sources/source-item.ts'
import { confirm } from '../text/confirm.ts'
import { print, safe } from '../text/output.ts'
import { untilInterrupted } from '../until-interrupted.ts'
import { createFailureRate } from './failure-rate.ts'
import { hashOf, itemsOf, type RedriveItem } from './items.ts'
import { openJournal } from './journal.ts'
import { type Target, targetOf } from './plan-event.ts'
import { createPlanner, type Planner } from './planner.ts'
import { createPreview } from './preview.ts'
import { createQuarantine } from './quarantine.ts'
import { defaultConcurrency, defaultMaxRedrives, type redriveFlags } from './redrive-flags.ts'
import { createRedriver, type Redriver, type RedriveSummary } from './redriver.ts'
import { runConcurrently } from './run-concurrently.ts'
import { createEventSender } from './send-event.ts'

type Values = CommandLine<typeof redriveFlags>['values']

/**
 * Seconds after which the messages come back that a killed run has received and not yet journalled. A message that comes
 * back while it is on its way is recognised.
 */
const hiddenInSeconds = 30
/** Answers in a row with nothing but messages of earlier ones after which a queue counts as read. */
const repeatedAnswers = 100
/** Messages of a queue that the preview looks at. */
const previewed = 1_000

/**
 * Sends failed events again.
 *
 * @returns 1 if an event was refused, quarantined or stopped the run
 * @throws {@link UsageError} when flags do not fit, or the run is not confirmed; {@link CommandError} when the source, the
 * journal or Lambda cannot be used
 */
export async function redrive(values: Values): Promise<number> {
  if (values.from === undefined) throw new UsageError('redrive needs --from SOURCE')
  const source = parseSource(values.from)
  if (source.kind === 'stdin' && values.yes !== true && values['dry-run'] !== true)
    throw new UsageError(
      'stdin is read once, so there is no preview to confirm; redrive it with --yes, or look with --dry-run',
    )
  const config = configOf(source, values)
  const to = values.to === undefined ? undefined : parseTarget(values.to, source)
  const filter = values.filter === undefined ? undefined : createFilter(values.filter)
  const edit = values.edit === undefined ? undefined : await openEdit(values.edit)
  const queue = source.kind === 'queue' ? await openQueue(source.url, config, hiddenInSeconds) : undefined
  const state = await queue?.state()
  const { redrivePolicy } = state ?? {}
  if (redrivePolicy !== undefined && values.yes !== true)
    throw new UsageError(
      `each read counts as a receive, and after ${redrivePolicy.maxReceiveCount} the queue moves a message to ${redrivePolicy.deadLetterTargetArn}; redrive it with --yes`,
    )
  const inexact = values.inexact === true
  const planned = createPlanner({ to, inexact, filter, edit, queueArn: state?.arn, config })
  return untilInterrupted(async (signal) => {
    const context: Context = { values, queue, config, to, filter, signal, planned }
    const read: Read = () =>
      source.kind === 'queue' ? readMessages(queue, signal) : readItems(readDocuments(source, config, signal))
    if (values.yes !== true || values['dry-run'] === true) {
      const goOn = await preview(read, state?.waiting, context)
      if (!goOn) return exitCodes.success
    }
    return sendAll(read, context)
  })
}

interface Context {
  readonly values: Values
  readonly queue: Queue | undefined
  readonly config: ClientConfig
  readonly to: Target | undefined
  readonly filter: Filter | undefined
  readonly planned: Planner
  readonly signal: AbortSignal
}

type Read = () => AsyncGenerator<readonly RedriveItem[]>

/** Prints what would become of the events, and asks. Returns whether to go on. */
async function preview(read: Read, waiting: number | undefined, context: Context): Promise<boolean> {
  const { values, queue, filter, planned, signal } = context
  const shown = createPreview(values.json === true)
  let count = 0
  try {
    for await (const items of read()) {
      for (const { item, plan } of await planned(items)) await shown.add(item, plan)
      count += items.length
      if (signal.aborted || (queue !== undefined && count >= previewed)) break
    }
  } finally {
    await queue?.release()
  }
  await shown.print(queue === undefined ? undefined : waiting)
  const undecided = filter && describeUndecided(filter.undecided)
  if (undecided !== undefined && values.json !== true) console.error(safe(undecided))
  if (values['dry-run'] === true || signal.aborted) return false
  if (shown.sends === 0) return false
  const events = shown.sends === 1 ? 'this event' : 'these events'
  return confirm(`Send ${events} again?`, 'redrive with --yes')
}

async function sendAll(read: Read, { values, queue, config, to, planned, signal }: Context): Promise<number> {
  const path = values.journal ?? `async-invoke-redrive-${hashOf(values.from ?? '').slice(0, 8)}.ndjson`
  const quarantinePath = values.quarantine ?? `${path}.quarantine.ndjson`
  if (resolve(quarantinePath) === resolve(path)) throw new UsageError(`--quarantine is the file of --journal: ${path}`)
  const journal = await openJournal(path)
  const sender = await createEventSender(config, to)
  const quarantine = createQuarantine(quarantinePath)
  const stop = new AbortController()
  const redriver: Redriver = createRedriver({
    ...{ journal, sender, quarantine, queue, json: values.json === true },
    maxRedrives: values['max-redrives'] ?? defaultMaxRedrives,
    rate: createFailureRate(values['stop-above']),
    stop: () => stop.abort(),
  })
  try {
    // A run that was killed has left its messages hidden.
    await queue?.show([...journal.receipts().values()])
    const plannedItems = async function* () {
      for await (const items of read()) {
        if (queue !== undefined) await redriver.hold(items)
        yield* await planned(items)
      }
    }
    const limits = {
      concurrency: values.concurrency ?? defaultConcurrency,
      intervalMs: intervalOf(values.rate),
      signal: AbortSignal.any([signal, stop.signal]),
    }
    await runConcurrently(plannedItems(), limits, ({ item, plan }) => redriver.handle(item, plan))
  } finally {
    await queue?.release()
    await quarantine.close()
    sender.destroy()
    await journal.close()
  }
  const { hidden = 0 } = (await queue?.state()) ?? {}
  const isWhole = !signal.aborted && !stop.signal.aborted && hidden === 0
  const summary = { ...redriver.summary(), hidden, isWhole, journal: path }
  if (values.json === true) await print(JSON.stringify(summary))
  else await print(describeSummary(summary, stop.signal.aborted))
  const { refused, failed, quarantined } = summary
  return refused + failed + quarantined > 0 ? exitCodes.findings : exitCodes.success
}

function describeSummary(
  summary: RedriveSummary & { readonly hidden: number; readonly isWhole: boolean; readonly journal: string },
  isStopped: boolean,
): string {
  const { sent, repeated, before, leftOut, refused, failed, quarantined, hidden, isWhole, journal } = summary
  const parts = [
    `${sent} sent`,
    ...(repeated > 0 ? [`${repeated} of them perhaps for the second time, after a kill`] : []),
    ...(before > 0 ? [`${before} sent before`] : []),
    ...(leftOut > 0 ? [`${leftOut} left out`] : []),
    ...(failed > 0 ? [`${failed} refused by Lambda`] : []),
    ...(refused > 0 ? [`${refused} not redriven`] : []),
    ...(quarantined > 0 ? [`${quarantined} failed again and quarantined`] : []),
  ]
  const isHidden = `${hidden} hidden by another consumer or a killed run, for up to ${hiddenInSeconds} s after the latter`
  const why = isStopped ? 'stopped, since too many failed' : hidden > 0 ? isHidden : 'interrupted'
  return `${parts.join(', ')}${isWhole ? '' : `; ${why}: the same command goes on, with the journal ${journal}`}`
}

async function* readMessages(queue: Queue | undefined, signal: AbortSignal): AsyncGenerator<readonly RedriveItem[]> {
  let repeated = 0
  const seen = new Set<string>()
  for await (const messages of queue?.receive(signal) ?? []) {
    const items = messages.flatMap((each) => itemsOf(itemOfMessage(each), each))
    yield items
    // What stays in the queue comes back while others are sent; once nothing else comes, the queue is read.
    repeated = items.every(({ key }) => seen.has(key)) ? repeated + 1 : 0
    for (const { key } of items) seen.add(key)
    if (repeated >= repeatedAnswers) return
  }
}

async function* readItems(documents: AsyncIterable<readonly SourceItem[]>): AsyncGenerator<readonly RedriveItem[]> {
  for await (const items of documents) yield items.flatMap((each) => itemsOf(each))
}

/** Settings of clients. The inbox is that of a runtime, which invokes as well, and takes any credentials. */
function configOf(source: Source, values: Values): ClientConfig {
  const config = clientConfigOf(values, source.kind === 'queue' ? source.region : undefined)
  if (source.kind !== 'inbox') return config
  const { AWS_ACCESS_KEY_ID } = process.env
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  return {
    ...{ region: 'us-east-1', ...config, endpoint: endpointOf(config) },
    ...(!AWS_ACCESS_KEY_ID && values.profile === undefined && { credentials }),
  }
}

function parseTarget(text: string, source: Source): Target {
  if (!text.startsWith('sqs:')) {
    const target = targetOf(text)
    if (target === undefined) throw new UsageError(`--to is no function and no queue: ${text}`)
    return target
  }
  const { url, region } = parseQueue(text.slice('sqs:'.length))
  if (url.endsWith('.fifo'))
    throw new UsageError(`--to is a FIFO queue, whose messages need a group that events do not have: ${url}`)
  if (source.kind === 'queue' && source.url === url)
    throw new UsageError(`--to is the queue of --from, which would never end: ${url}`)
  return { queueUrl: url, ...(region !== undefined && { region }) }
}

/** Milliseconds between two events; the rule has checked the form. */
function intervalOf(rate: string | undefined): number {
  if (rate === undefined) return 0
  const [count, unit] = rate.split('/')
  return (unit === 'm' ? 60_000 : 1_000) / Number(count)
}

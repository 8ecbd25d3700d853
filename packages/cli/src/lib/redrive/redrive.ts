import type { Message } from '@aws-sdk/client-sqs'
import { clientConfigOf } from '../aws/client-config.ts'
import type { CommandLine } from '../command/command.ts'
import { exitCodes, UsageError } from '../command-error.ts'
import { openQueue, type Queue } from '../sources/queue.ts'
import { readBucket } from '../sources/read-bucket.ts'
import { readFiles } from '../sources/read-files.ts'
import { parseSource, type Source } from '../sources/source.ts'
import type { SourceItem } from '../sources/source-item.ts'
import { untilInterrupted } from '../sources/until-interrupted.ts'
import { confirm } from '../text/confirm.ts'
import { print } from '../text/output.ts'
import { createFailureRate } from './failure-rate.ts'
import { findOwner } from './find-owner.ts'
import { hashOf, itemsOf, type RedriveItem } from './items.ts'
import { openJournal } from './journal.ts'
import { type PlanOptions, planEvent, targetOf } from './plan-event.ts'
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
  const config = clientConfigOf(values, source.kind === 'queue' ? source.region : undefined)
  const to = values.to === undefined ? undefined : targetOf(values.to)
  if (values.to !== undefined && to === undefined) throw new UsageError(`--to is no function: ${values.to}`)
  const queue = source.kind === 'queue' ? await openQueue(source.url, config, hiddenInSeconds) : undefined
  const state = await queue?.state()
  const { redrivePolicy } = state ?? {}
  if (redrivePolicy !== undefined && values.yes !== true)
    throw new UsageError(
      `each read counts as a receive, and after ${redrivePolicy.maxReceiveCount} the queue moves a message to ${redrivePolicy.deadLetterTargetArn}; redrive it with --yes`,
    )
  let owner: ReturnType<typeof targetOf>
  const options = async (items: readonly RedriveItem[]): Promise<PlanOptions> => {
    // Only a queue tells whose dead letters it holds, and only dead letters need it.
    if (to === undefined && owner === undefined && state !== undefined)
      if (items.some(({ outcome }) => outcome.kind === 'dead-letter'))
        owner = targetOf(
          await findOwner(state.arn, clientConfigOf(values, source.kind === 'queue' ? source.region : undefined)),
        )
    return { inexact: values.inexact === true, ...(to && { to }), ...(owner && { owner }) }
  }
  return untilInterrupted(async (signal) => {
    const read = (): AsyncGenerator<readonly RedriveItem[]> => readItems(source, queue, values, signal)
    if (values.yes !== true || values['dry-run'] === true) {
      const goOn = await preview(read, options, { values, queue, waiting: state?.waiting, signal })
      if (!goOn) return exitCodes.success
    }
    return sendAll(read, options, { values, queue, config, signal })
  })
}

interface Context {
  readonly values: Values
  readonly queue: Queue | undefined
  readonly signal: AbortSignal
}

type Read = () => AsyncGenerator<readonly RedriveItem[]>
type Options = (items: readonly RedriveItem[]) => Promise<PlanOptions>

/** Prints what would become of the events, and asks. Returns whether to go on. */
async function preview(
  read: Read,
  options: Options,
  { values, queue, waiting, signal }: Context & { readonly waiting: number | undefined },
): Promise<boolean> {
  const shown = createPreview(values.json === true)
  let count = 0
  try {
    for await (const items of read()) {
      const plan = await options(items)
      for (const item of items) await shown.add(item, planEvent(item.outcome, plan))
      count += items.length
      if (signal.aborted || (queue !== undefined && count >= previewed)) break
    }
  } finally {
    await queue?.release()
  }
  await shown.print(queue === undefined ? undefined : waiting)
  if (values['dry-run'] === true || signal.aborted) return false
  const events = shown.sends === 1 ? 'this event' : 'these events'
  return confirm(`Send ${events} again?`, 'redrive with --yes')
}

async function sendAll(
  read: Read,
  options: Options,
  { values, queue, config, signal }: Context & { readonly config: Parameters<typeof createEventSender>[0] },
): Promise<number> {
  const path = values.journal ?? `async-invoke-redrive-${hashOf(values.from ?? '').slice(0, 8)}.ndjson`
  const journal = await openJournal(path)
  const sender = await createEventSender(config)
  const quarantine = createQuarantine(values.quarantine ?? `${path}.quarantine.ndjson`)
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
    const planned = async function* () {
      for await (const items of read()) {
        if (queue !== undefined) await redriver.hold(items)
        const plan = await options(items)
        for (const item of items) yield { item, plan: planEvent(item.outcome, plan) }
      }
    }
    const limits = {
      concurrency: values.concurrency ?? defaultConcurrency,
      intervalMs: intervalOf(values.rate),
      signal: AbortSignal.any([signal, stop.signal]),
    }
    await runConcurrently(planned(), limits, ({ item, plan }) => redriver.handle(item, plan))
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
  const { sent, repeated, before, refused, failed, quarantined, hidden, isWhole, journal } = summary
  const parts = [
    `${sent} sent`,
    ...(repeated > 0 ? [`${repeated} of them perhaps for the second time, after a kill`] : []),
    ...(before > 0 ? [`${before} sent before`] : []),
    ...(failed > 0 ? [`${failed} refused by Lambda`] : []),
    ...(refused > 0 ? [`${refused} not redriven`] : []),
    ...(quarantined > 0 ? [`${quarantined} failed again and quarantined`] : []),
  ]
  const isHidden = `${hidden} hidden by another consumer or a killed run, for up to ${hiddenInSeconds} s after the latter`
  const why = isStopped ? 'stopped, since too many failed' : hidden > 0 ? isHidden : 'interrupted'
  return `${parts.join(', ')}${isWhole ? '' : `; ${why}: the same command goes on, with the journal ${journal}`}`
}

async function* readItems(
  source: Source,
  queue: Queue | undefined,
  values: Values,
  signal: AbortSignal,
): AsyncGenerator<readonly RedriveItem[]> {
  if (queue !== undefined)
    for await (const messages of queue.receive(signal))
      yield messages.flatMap((each) => itemsOf(sourceItem(each), each))
  else {
    const documents: AsyncIterable<readonly SourceItem[]> =
      source.kind === 'bucket'
        ? readBucket(source, clientConfigOf(values))
        : readFiles(source.kind === 'path' ? source.path : undefined)
    for await (const items of documents) yield items.flatMap((each) => itemsOf(each))
  }
}

function sourceItem(message: Message): SourceItem {
  const { MessageId: position = '', Attributes } = message
  return { input: message, position, sentAtMs: Number(Attributes?.SentTimestamp) }
}

/** Milliseconds between two events; the rule has checked the form. */
function intervalOf(rate: string | undefined): number {
  if (rate === undefined) return 0
  const [count, unit] = rate.split('/')
  return (unit === 'm' ? 60_000 : 1_000) / Number(count)
}

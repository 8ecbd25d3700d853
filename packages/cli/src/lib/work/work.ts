import { once } from 'node:events'
import { createEngine, systemClock } from '@async-invoke/engine'
import { defaultHome } from '@async-invoke/engine/internal'
import { clientConfigOf } from '../aws/client-config.ts'
import type { FlagValues } from '../command/flag.ts'
import { exitCodes } from '../command-error.ts'
import { findConfigFile, readConfigFile } from '../config/config-file.ts'
import { openStore } from '../stores/open-store.ts'
import { readStoreAddress } from '../stores/store-address.ts'
import { createLiveLog } from '../text/live-log.ts'
import { openInvoker } from './open-invoker.ts'
import { openSender } from './open-sender.ts'
import { resolveServed } from './served-functions.ts'
import { type workCommandFlags, workFlags } from './work-flags.ts'
import { createWorkLog } from './work-log.ts'

/** Runs the events of a store until a signal ends it. */
export async function work(
  configOperand: string | undefined,
  values: FlagValues<typeof workCommandFlags>,
): Promise<number> {
  const address = readStoreAddress(values.store, 'work')
  const configFile = configOperand ?? findConfigFile()
  const config = configFile === undefined ? {} : await readConfigFile(configFile)
  const { functions = {}, accountId = defaultHome.accountId } = config
  const clientConfig = clientConfigOf(values, config.region)
  const region = clientConfig.region ?? defaultHome.region
  const named = values.functions?.split(',') ?? (values.invoke === undefined ? Object.keys(functions) : undefined)

  const log = createWorkLog(
    values['log-level'] ?? workFlags['log-level'].rule.defaultValue,
    createLiveLog((lines) => process.stdout.write(lines)),
  )
  const onFault = (fault: unknown): void => log.note('error', 'fault', { error: messageOf(fault) })
  const invoker = await openInvoker({
    ...{ how: values.invoke, functionNames: values.functions?.split(','), functions, region, accountId, clientConfig },
    onLine: (functionName, line, requestId) => log.note('info', 'output', { functionName, requestId, line }),
  })
  const opened = await openStore(address, { user: 'work', onError: onFault }).catch(async (error) => {
    await invoker.close()
    throw error
  })
  const sender = openSender({ ...clientConfig, region })
  const engine = createEngine({
    store: opened.store,
    ...(named !== undefined && { serves: named }),
    clock: systemClock,
    resolve: resolveServed(functions, { ...defaultHome, region, accountId }),
    invoke: invoker.invoke,
    deliver: async ({ signal, ...record }) => void (await sender.send(record, { signal })),
    deliverDeadLetter: async ({ signal, ...letter }) => void (await sender.send(letter, { signal })),
    concurrency: 'wait',
    maxInFlight: values.concurrency ?? workFlags.concurrency.rule.defaultValue,
    onTimeline: log.timeline,
    onFault,
  })
  log.note('info', 'working', { functions: named, invoke: values.invoke })

  await stopSignal()
  log.note('info', 'stopping', await opened.store.stats().catch(() => ({})))
  process.once('SIGINT', endAtOnce).once('SIGTERM', endAtOnce)
  await engine.stop({ graceMs: (values.drain ?? workFlags.drain.rule.defaultValue) * 1_000 })
  await invoker.close()
  await opened.close()
  return exitCodes.success
}

async function stopSignal(): Promise<void> {
  const waiting = new AbortController()
  const { signal } = waiting
  // Neither a listener for signals nor the store of an empty queue keeps a process running.
  const running = setInterval(() => {}, 2 ** 31 - 1)
  await Promise.race([once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })])
  clearInterval(running)
  waiting.abort()
}

/** A second signal does not wait: leases end, and other workers go on. */
function endAtOnce(): void {
  process.exit(exitCodes.service)
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault)
}

import { type DesiredFunction, toEventInvokeConfig, toEventInvokeConfigRequest } from '@async-invoke/schemas'
import type { StoredSettings } from '../client/settings.ts'
import type { KeptSetting } from './plan-document.ts'
import { keptSettings } from './settings-change.ts'

/** A desired function as an Update leaves it, and the settings that it keeps. */
export interface KeptByUpdate {
  readonly wanted: DesiredFunction
  readonly kept: readonly KeptSetting[]
}

/** Adds to the desired settings the members that they leave out and that an Update keeps (CFG-24). */
export function keepStored(
  FunctionName: string,
  wanted: DesiredFunction,
  stored: ReadonlyMap<string, StoredSettings>,
): KeptByUpdate {
  const kept: KeptSetting[] = []
  const EventInvokeConfigs = Object.entries(wanted.EventInvokeConfigs ?? {}).map(([Qualifier, settings]) => {
    const record = stored.get(Qualifier)
    if (settings === null || record === undefined) return [Qualifier, settings] as const
    const desired = toEventInvokeConfig(settings)
    const staying = keptSettings(toEventInvokeConfig(record), desired)
    for (const [member, value] of Object.entries(staying)) kept.push({ FunctionName, Qualifier, member, value })
    return [Qualifier, toEventInvokeConfigRequest({ ...desired, ...staying })] as const
  })
  return { wanted: { ...wanted, EventInvokeConfigs: Object.fromEntries(EventInvokeConfigs) }, kept }
}

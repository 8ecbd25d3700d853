import { parseFunctionReference, type UnknownSettings } from '@async-invoke/schemas'

/** True if the settings of a qualifier are certainly among the unknown ones, which name it (CFG-26). */
export function areUnknown(unknown: readonly UnknownSettings[], functionName: string, qualifier?: string): boolean {
  return unknown.some(
    (each) =>
      each.setting === settingAt(qualifier) &&
      each.functionName !== undefined &&
      bareName(each.functionName) === bareName(functionName) &&
      each.qualifier === qualifier,
  )
}

/** True if the settings of a qualifier may be among the unknown ones: an unknown function may be any function. */
export function mayBeUnknown(unknown: readonly UnknownSettings[], functionName: string, qualifier?: string): boolean {
  return unknown.some(
    (each) =>
      each.setting === settingAt(qualifier) &&
      (each.functionName === undefined || bareName(each.functionName) === bareName(functionName)) &&
      (each.qualifier === undefined || each.qualifier === qualifier),
  )
}

/** Names unknown settings for people: `order-processor:live`. */
export function nameUnknown({ setting, functionName = '(any function)', qualifier }: UnknownSettings): string {
  return setting === 'DeadLetterConfig' ? functionName : `${functionName}:${qualifier ?? '(any qualifier)'}`
}

function settingAt(qualifier: string | undefined): UnknownSettings['setting'] {
  return qualifier === undefined ? 'DeadLetterConfig' : 'EventInvokeConfig'
}

function bareName(functionName: string): string {
  return parseFunctionReference(functionName)?.functionName ?? functionName
}

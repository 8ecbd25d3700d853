import { createConfigClient, type StoredSettings } from '@async-invoke/config-client'
import { parseFunctionReference } from '@async-invoke/schemas/function-reference'
import { pagedItems } from '@async-invoke/schemas/internal'
import { type LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda'
import type { awsFlags } from '../aws/aws-flags.ts'
import { exitCodes } from '../command-error.ts'
import { counted } from '../text/counted.ts'
import { lineWidth, print, safe, styled } from '../text/output.ts'
import { type Column, formatRow } from '../text/table.ts'
import { defaultConcurrency, type planFlags, type ValuesOf } from './flags.ts'
import { withLambda } from './lambda-client.ts'
import type { Stored } from './settings-view.ts'

/** Prints the settings of functions, several functions at a time. */
export async function list(
  operands: readonly string[],
  values: ValuesOf<Pick<typeof planFlags, 'concurrency'> & typeof awsFlags>,
): Promise<number> {
  const { json = false, concurrency = defaultConcurrency } = values
  return withLambda(values, async (client) => {
    const names = operands.length > 0 ? operands : await functionNames(client)
    if (!json) await print(styled('bold', formatRow(columns, lineWidth())))
    let count = 0
    for (let start = 0; start < names.length; start += concurrency)
      for (const stored of (
        await Promise.all(names.slice(start, start + concurrency).map((name) => settingsOf(client, name)))
      ).flat()) {
        count += 1
        await print(json ? JSON.stringify(stored) : formatRow(columns, lineWidth(), stored))
      }
    if (!json && values.quiet !== true) console.error(`${count} settings of ${counted(names.length, 'function')}`)
    return exitCodes.success
  })
}

const columns: readonly Column<Stored>[] = [
  { title: 'FUNCTION', width: 32, of: ({ name }) => safe(name) },
  { title: 'RETRIES', width: 7, of: ({ settings }) => textOf(settings?.MaximumRetryAttempts, ''), isNumber: true },
  {
    title: 'MAX AGE',
    width: 7,
    of: ({ settings }) => textOf(settings?.MaximumEventAgeInSeconds, ' s'),
    isNumber: true,
  },
  { title: 'TARGETS', width: 0, of: ({ settings }) => safe(targetsOf(settings)), isWhole: true },
]

async function functionNames(client: LambdaClient): Promise<readonly string[]> {
  const names: string[] = []
  const pages = paginateListFunctions({ client }, {})
  for await (const { FunctionName } of pagedItems(pages, ({ Functions: items, NextMarker: next }) => ({ items, next })))
    if (FunctionName !== undefined) names.push(FunctionName)
  return names.sort()
}

async function settingsOf(client: LambdaClient, FunctionName: string): Promise<readonly Stored[]> {
  const found: Stored[] = []
  for await (const settings of createConfigClient({ client }).list({ FunctionName })) {
    const { functionName = FunctionName, qualifier } = parseFunctionReference(settings.FunctionArn) ?? {}
    found.push({ kind: 'settings', name: `${functionName}:${qualifier ?? '$LATEST'}`, settings })
  }
  return found
}

function textOf(value: number | undefined, unit: string): string {
  return value === undefined ? '' : `${value}${unit}`
}

function targetsOf(settings: StoredSettings | null): string {
  const { OnSuccess, OnFailure } = settings?.DestinationConfig ?? {}
  return [
    ...(OnFailure === undefined ? [] : [`failure ${OnFailure.Destination}`]),
    ...(OnSuccess === undefined ? [] : [`success ${OnSuccess.Destination}`]),
  ].join('  ')
}

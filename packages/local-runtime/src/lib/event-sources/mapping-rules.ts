import type { Refusal } from '@async-invoke/schemas'
import { createModelRefusal, createRefusal } from '@async-invoke/schemas/internal'
import { checkMember, firstRefused } from '../admission/model-rules.ts'
import { readPattern } from '../patterns/event-pattern.ts'
import type { MappingSettings } from '../registry/event-source-mappings.ts'
import { maxPerRequest } from './source-queue.ts'

/** Settings of an event source mapping, as requested. */
export interface MappingRequest {
  readonly batchSize: number | undefined
  readonly windowSeconds: number | undefined
  /** Patterns as sent; one may be missing. */
  readonly filters: readonly (string | undefined)[] | undefined
  readonly responseTypes: readonly string[] | undefined
  /** `null` removes the limit. */
  readonly maxConcurrency: number | null | undefined
  /** Members that belong to streams. */
  readonly startingPosition: string | undefined
  readonly hasDestination: boolean
}

/** Settings of a mapping of which a request says nothing. */
export const defaultMappingSettings: MappingSettings = {
  batchSize: 10,
  windowSeconds: 0,
  filters: [],
  reportsFailures: false,
}

const code = 'InvalidParameterValueException'

/** Checks a request against the model (ESM-3). */
export function checkMappingModel(request: MappingRequest, functionName: string | undefined): readonly Refusal[] {
  const types = request.responseTypes ?? []
  const unknownType = types.some((type) => type !== 'ReportBatchItemFailures')
  const typeRule = 'Member must satisfy constraint: [Member must satisfy enum value set: [ReportBatchItemFailures]]'
  const maxConcurrency = request.maxConcurrency ?? undefined
  return [
    ...checkMember('functionName', functionName, { maxLength: 140 }),
    ...checkMember('batchSize', request.batchSize, { minimum: 1, maximum: 10_000 }),
    ...checkMember('maximumBatchingWindowInSeconds', request.windowSeconds, { minimum: 0, maximum: 300 }),
    ...(unknownType ? [createModelRefusal('2.3', 'functionResponseTypes', `[${types.join(', ')}]`, typeRule)] : []),
    ...checkMember('scalingConfig.maximumConcurrency', maxConcurrency, { minimum: 2, maximum: 1_000 }),
    ...checkMember('startingPosition', request.startingPosition, {
      values: ['LATEST', 'AT_TIMESTAMP', 'TRIM_HORIZON'],
    }),
  ]
}

/** Joins a request with the settings that it leaves as they are. */
export function applyMappingRequest(settings: MappingSettings, request: MappingRequest): MappingSettings {
  const { maxConcurrency: limit, ...rest } = settings
  const maxConcurrency = request.maxConcurrency === undefined ? limit : (request.maxConcurrency ?? undefined)
  return {
    ...rest,
    batchSize: request.batchSize ?? settings.batchSize,
    windowSeconds: request.windowSeconds ?? settings.windowSeconds,
    filters: request.filters?.map((Pattern = '') => ({ Pattern })) ?? settings.filters,
    reportsFailures: request.responseTypes === undefined ? settings.reportsFailures : request.responseTypes.length > 0,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
  }
}

/** Checks what a queue allows as a source; the first refusal counts (ESM-3, ESM-4). */
export function checkQueueMapping(
  request: MappingRequest,
  { batchSize, windowSeconds }: MappingSettings,
  queueArn: string,
): readonly Refusal[] {
  const isFifo = queueArn.endsWith('.fifo')
  const refuseIf = (refused: boolean, path: string, value: unknown, message: string): readonly Refusal[] =>
    refused ? [createRefusal('ESM-3', code, path, String(value), message)] : []
  return firstRefused([
    refuseIf(
      request.startingPosition !== undefined,
      'startingPosition',
      request.startingPosition,
      'StartingPosition is not valid for SQS event sources.',
    ),
    refuseIf(
      request.hasDestination,
      'destinationConfig',
      '',
      'Unsupported DestinationConfig parameter for given event source mapping type.',
    ),
    refuseIf(
      batchSize > maxPerRequest && windowSeconds === 0,
      'batchSize',
      batchSize,
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    ),
    refuseIf(isFifo && windowSeconds > 0, 'maximumBatchingWindowInSeconds', windowSeconds, noFifoWindow),
    ...(request.filters ?? []).map((pattern) => checkPattern(pattern)),
  ])
}

const noFifoWindow = 'Batching window is not supported for FIFO queues'

function checkPattern(pattern: string | undefined): readonly Refusal[] {
  if (pattern !== undefined && readPattern(pattern) !== undefined) return []
  return [createRefusal('ESM-4', code, 'filterCriteria.filters', String(pattern), 'Invalid filter pattern definition.')]
}

/** Refuses a function that may run longer than the queue hides its messages (ESM-9). */
export function checkVisibility(visibilitySeconds: number, timeoutSeconds: number): readonly Refusal[] {
  if (timeoutSeconds <= visibilitySeconds) return []
  const message = `Queue visibility timeout: ${visibilitySeconds} seconds is less than Function timeout: ${timeoutSeconds} seconds`
  return [createRefusal('ESM-9', code, 'functionName', String(timeoutSeconds), message)]
}

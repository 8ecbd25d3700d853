import { parseArn, parseFunctionReference } from '@async-invoke/schemas'
import type { FunctionRecord } from '../registry/function-record.ts'
import { refuse } from './admitted-reference.ts'
import { type ApiHandler, type ApiRequest, json } from './api-request.ts'
import { type FunctionParts, functionNotFound, unqualifiedFunction } from './function-parts.ts'
import { invalid } from './function-request.ts'
import { integer, readJsonObject, text, texts } from './json-body.ts'
import { checkMember } from './model-rules.ts'

/** What Lambda keeps back for functions without reserved concurrency. */
const minimumUnreserved = 100

/** Concurrency, recursion, the account, and tags (FNC-5 to FNC-8, REC-L2). */
export function createLimitOperations(parts: FunctionParts): Readonly<Record<string, ApiHandler>> {
  const { registry, accountConcurrency } = parts
  const reserved = (except?: FunctionRecord): number =>
    registry.all().reduce((sum, each) => sum + (each === except ? 0 : (each.reservedConcurrency ?? 0)), 0)

  return {
    async PutFunctionConcurrency(request) {
      const body = await readJsonObject(request, 65_536)
      const asked = integer(body, 'ReservedConcurrentExecutions')
      refuse(checkMember('reservedConcurrentExecutions', asked, { required: true, minimum: 0 }))
      const record = unqualifiedFunction(request, parts)
      const ReservedConcurrentExecutions = asked ?? 0
      const minimum = Math.min(minimumUnreserved, accountConcurrency)
      // 0 takes nothing from anybody.
      if (asked !== 0 && accountConcurrency - reserved(record) - ReservedConcurrentExecutions < minimum)
        throw invalid(
          `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`,
        )
      registry.put({ ...record, reservedConcurrency: ReservedConcurrentExecutions })
      return json(200, { ReservedConcurrentExecutions })
    },

    async GetFunctionConcurrency(request) {
      const { reservedConcurrency } = unqualifiedFunction(request, parts)
      return json(200, reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency })
    },

    async DeleteFunctionConcurrency(request) {
      const { reservedConcurrency: _, ...record } = unqualifiedFunction(request, parts)
      registry.put(record)
      return { status: 204 }
    },

    async PutFunctionRecursionConfig(request) {
      const RecursiveLoop = text(await readJsonObject(request, 65_536), 'RecursiveLoop')
      refuse(checkMember('recursiveLoop', RecursiveLoop, { required: true, values: ['Allow', 'Terminate'] }))
      const record = unqualifiedFunction(request, parts)
      registry.put({ ...record, recursiveLoop: RecursiveLoop === 'Allow' ? 'Allow' : 'Terminate' })
      return json(200, { RecursiveLoop })
    },

    async GetFunctionRecursionConfig(request) {
      return json(200, { RecursiveLoop: unqualifiedFunction(request, parts).recursiveLoop })
    },

    async GetAccountSettings() {
      const records = registry.all()
      const versions = records.flatMap(({ latest, published }) => [latest, ...published])
      return json(200, {
        AccountLimit: {
          TotalCodeSize: 80_530_636_800,
          CodeSizeUnzipped: 262_144_000,
          CodeSizeZipped: 52_428_800,
          ConcurrentExecutions: accountConcurrency,
          UnreservedConcurrentExecutions: accountConcurrency - reserved(),
        },
        AccountUsage: {
          TotalCodeSize: versions.reduce((sum, { code }) => sum + code.sizeInBytes, 0),
          FunctionCount: records.length,
        },
      })
    },

    async ListTags(request) {
      return json(200, { Tags: taggedFunction(request, parts).tags })
    },

    async TagResource(request) {
      const tags = texts(await readJsonObject(request, 65_536), 'Tags') ?? {}
      if (Object.keys(tags).length === 0) throw invalid('An error occurred and the request cannot be processed.')
      const record = taggedFunction(request, parts)
      registry.put({ ...record, tags: { ...record.tags, ...tags } })
      return { status: 204 }
    },

    async UntagResource(request) {
      const record = taggedFunction(request, parts)
      const gone = new Set(request.query.getAll('tagKeys'))
      const tags = Object.entries(record.tags).filter(([key]) => !gone.has(key))
      registry.put({ ...record, tags: Object.fromEntries(tags) })
      return { status: 204 }
    },
  }
}

/** The function whose ARN a request about tags names. */
function taggedFunction({ params }: ApiRequest, parts: FunctionParts): FunctionRecord {
  const resource = params.Resource ?? ''
  const pattern =
    'arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_]+(:[$a-zA-Z0-9-_]+)?'
  refuse(checkMember('resource', resource, { pattern }))
  const reference = parseArn(resource) === undefined ? undefined : parseFunctionReference(resource)
  if (reference?.qualifier !== undefined)
    throw invalid('Tags on function aliases and versions are not supported. Please specify a function ARN.')
  const record = reference && parts.registry.get(reference)
  if (record === undefined) throw functionNotFound(reference ?? { functionName: resource }, parts)
  return record
}

import { randomUUID } from 'node:crypto'
import { checkMember } from '../admission/model-rules.ts'
import { checkTags } from '../admission/tag-rules.ts'
import { type ApiHandlers, type ApiRequest, json } from '../http/api-request.ts'
import { readJsonObject, readStringMap } from '../http/json-body.ts'
import { invalid } from '../http/lambda-error.ts'
import { refuse } from '../http/refuse.ts'
import type { FunctionRecord } from '../registry/function-record.ts'
import { throwNotFound } from './find-function.ts'
import type { FunctionDependencies } from './function-dependencies.ts'

type Tags = Readonly<Record<string, string>>

const resourcePattern =
  'arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)'

/**
 * Operations on the tags of functions. Changing tags changes the function's revision.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html
 */
export function tagOperations(dependencies: FunctionDependencies): ApiHandlers {
  const store = (record: FunctionRecord, tags: Tags): void =>
    dependencies.registry.put({ ...record, tags, latest: { ...record.latest, revisionId: randomUUID() } })

  return {
    async ListTags(request) {
      return json(200, { Tags: findTaggedFunction(request, dependencies).tags })
    },

    async TagResource(request) {
      const tags = readStringMap(await readJsonObject(request, 65_536), 'Tags') ?? {}
      if (Object.keys(tags).length === 0) throw invalid('An error occurred and the request cannot be processed.')
      const record = findTaggedFunction(request, dependencies)
      const all = { ...record.tags, ...tags }
      refuse(checkTags(all))
      store(record, all)
      return { status: 204 }
    },

    async UntagResource(request) {
      const keys = request.query.getAll('tagKeys')
      refuse(checkMember('tagKeys', keys[0], { required: true }))
      const record = findTaggedFunction(request, dependencies)
      const remaining = Object.entries(record.tags).filter(([key]) => !keys.includes(key))
      store(record, Object.fromEntries(remaining))
      return { status: 204 }
    },
  }
}

/** Finds the function that a request on tags names by its ARN. */
function findTaggedFunction(request: ApiRequest, dependencies: FunctionDependencies): FunctionRecord {
  const resource = request.params.Resource ?? ''
  refuse(checkMember('resource', resource, { maxLength: 256, pattern: resourcePattern }))
  if (!resource.includes(':function:')) throw invalid('async-invoke has tags of functions only')
  const reference = dependencies.references.named(request, resource)
  if (reference.qualifier !== undefined)
    throw invalid('Tags on function aliases and versions are not supported. Please specify a function ARN.')
  const record = dependencies.registry.get(reference)
  if (record === undefined) throwNotFound(reference, dependencies)
  return record
}

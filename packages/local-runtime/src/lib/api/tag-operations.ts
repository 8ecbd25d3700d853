import { randomUUID } from 'node:crypto'
import { checkMember } from '../admission/model-rules.ts'
import { checkTags } from '../admission/tag-rules.ts'
import { type ApiHandlers, type ApiRequest, json } from '../http/api-request.ts'
import { readJsonObject, readStringMap } from '../http/json-body.ts'
import { invalid, LambdaError } from '../http/lambda-error.ts'
import { refuse } from '../http/refuse.ts'
import type { CodeSigningConfigs } from '../registry/code-signing-configs.ts'
import type { EventSourceMappings } from '../registry/event-source-mappings.ts'
import { throwNotFound } from './find-function.ts'
import type { FunctionDependencies } from './function-dependencies.ts'

type Tags = Readonly<Record<string, string>>

const resourcePattern =
  'arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)'

/** What has tags: a function, a code signing configuration or an event source mapping. */
interface Tagged {
  readonly tags: Tags
  store(tags: Tags): void
}

/** Collaborators of the operations on tags. */
type TagDependencies = FunctionDependencies & {
  readonly codeSigningConfigs: CodeSigningConfigs
  readonly eventSourceMappings: EventSourceMappings
}

/**
 * Operations on the tags of functions, code signing configurations and event source mappings. Changing tags changes the
 * function's revision.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html
 */
export function tagOperations(dependencies: TagDependencies): ApiHandlers {
  return {
    async ListTags(request) {
      return json(200, { Tags: findTagged(request, dependencies).tags })
    },

    async TagResource(request) {
      const tags = readStringMap(await readJsonObject(request, 65_536), 'Tags') ?? {}
      if (Object.keys(tags).length === 0) throw invalid('An error occurred and the request cannot be processed.')
      const tagged = findTagged(request, dependencies)
      const all = { ...tagged.tags, ...tags }
      refuse(checkTags(all))
      tagged.store(all)
      return { status: 204 }
    },

    async UntagResource(request) {
      const keys = request.query.getAll('tagKeys')
      refuse(checkMember('tagKeys', keys[0], { required: true }))
      const tagged = findTagged(request, dependencies)
      tagged.store(Object.fromEntries(Object.entries(tagged.tags).filter(([key]) => !keys.includes(key))))
      return { status: 204 }
    },
  }
}

/** Finds what a request on tags names by its ARN. */
function findTagged(request: ApiRequest, dependencies: TagDependencies): Tagged {
  const resource = request.params.Resource ?? ''
  refuse(checkMember('resource', resource, { maxLength: 256, pattern: resourcePattern }))
  if (resource.includes(':function:')) return findFunction(request, resource, dependencies)
  return resource.includes(':event-source-mapping:')
    ? findMapping(resource, dependencies)
    : findCodeSigningConfig(resource, dependencies)
}

function findFunction(request: ApiRequest, resource: string, dependencies: TagDependencies): Tagged {
  const { registry, references } = dependencies
  const reference = references.named(request, resource)
  if (reference.qualifier !== undefined)
    throw invalid('Tags on function aliases and versions are not supported. Please specify a function ARN.')
  const record = registry.get(reference)
  if (record === undefined) throwNotFound(reference, dependencies)
  return {
    tags: record.tags,
    store: (tags) => registry.put({ ...record, tags, latest: { ...record.latest, revisionId: randomUUID() } }),
  }
}

/** There are no capacity providers, which could have tags too. */
function findCodeSigningConfig(arn: string, { codeSigningConfigs }: TagDependencies): Tagged {
  const config = codeSigningConfigs.get(arn)
  if (config === undefined) throw noSuchResource()
  return { tags: config.tags, store: (tags) => codeSigningConfigs.put({ ...config, tags }) }
}

function findMapping(arn: string, { eventSourceMappings }: TagDependencies): Tagged {
  const mapping = eventSourceMappings.get(arn.split(':').at(-1) ?? '')
  if (mapping === undefined) throw noSuchResource()
  return { tags: mapping.tags, store: (tags) => eventSourceMappings.put({ ...mapping, tags }) }
}

function noSuchResource(): LambdaError {
  return new LambdaError('ResourceNotFoundException', 'The resource you requested does not exist.')
}

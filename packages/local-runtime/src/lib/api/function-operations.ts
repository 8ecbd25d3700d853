import { ZipError } from '../functions/zip-archive.ts'
import { type CodeLocation, type FunctionRecord, latestVersion } from '../registry/function-record.ts'
import { namesOf } from './admitted-reference.ts'
import { type ApiHandler, type ApiRequest, json } from './api-request.ts'
import {
  type FunctionParts,
  functionNotFound,
  namedFunction,
  refuseOtherRevision,
  refuseWhileChanging,
  unqualifiedFunction,
} from './function-parts.ts'
import { invalid, settingsOf } from './function-request.ts'
import { qualifierOf } from './function-view.ts'
import { flag, type JsonObject, object, readJsonObject, text, texts } from './json-body.ts'
import { LambdaError } from './lambda-error.ts'
import { checkMember } from './model-rules.ts'
import { pageOf } from './pages.ts'
import { refuseDeadLetterWithoutPermission } from './permission-refusals.ts'

/** A function's longest name; ARNs and qualifiers are not part of it. */
const maxNameLength = 64
const maxConfigurationBytes = 262_144
const namePattern = '[a-zA-Z0-9-_]+'

/** Creating, reading, changing and deleting functions. */
export function createFunctionOperations(parts: FunctionParts): Readonly<Record<string, ApiHandler>> {
  const { registry, changes, view, home } = parts
  return {
    async CreateFunction(request) {
      const body = await readJsonObject(request, 69_905_067, tooLargeFor('CreateFunction', 69_905_067))
      const functionName = nameIn(text(body, 'FunctionName'))
      const others = [
        ...checkMember('functionName', functionName, {
          required: true,
          maxLength: maxNameLength,
          pattern: namePattern,
        }),
        ...checkMember('code', body.Code === undefined ? undefined : '', { required: true }),
      ]
      const settings = settingsOf(body, 'create', home.region, others)
      const tags = texts(body, 'Tags')
      if (registry.get({ functionName: functionName ?? '' }) !== undefined)
        throw new LambdaError('ResourceConflictException', `Function already exist: ${functionName}`)
      const code = await codeOf(object(body, 'Code') ?? {}, parts)
      const { Role = '', Handler = '', DeadLetterTargetArn, ...given } = settings
      const owner = { roleArn: Role, functionName: functionName ?? '' }
      await refuseDeadLetterWithoutPermission(DeadLetterTargetArn, owner, parts.permissions)
      const record = changes.create(
        functionName ?? '',
        code,
        {
          ...{ Description: '', Timeout: 3, MemorySize: 128, Architectures: ['x86_64'] },
          ...{ EphemeralStorageSize: 512, TracingMode: 'PassThrough' },
          ...given,
          ...{ Role, Handler },
          ...(DeadLetterTargetArn !== undefined && DeadLetterTargetArn !== '' && { DeadLetterTargetArn }),
        },
        tags,
      )
      if (!flag(body, 'Publish')) return json(201, view.configuration(record, record.latest))
      const { version } = changes.publish(record)
      return json(201, view.configuration(record, version, version.version))
    },

    async GetFunction(request) {
      const { record, version, qualifier } = readVersion(request, parts)
      const { reservedConcurrency, tags } = record
      return json(200, {
        Configuration: view.configuration(record, version, qualifier),
        Code: view.code(version),
        ...(Object.keys(tags).length > 0 && { Tags: tags }),
        ...(reservedConcurrency !== undefined && {
          Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
        }),
      })
    },

    async GetFunctionConfiguration(request) {
      const { record, version, qualifier } = readVersion(request, parts)
      return json(200, view.configuration(record, version, qualifier))
    },

    async UpdateFunctionCode(request) {
      const body = await readJsonObject(request, 70_167_211, tooLargeFor('UpdateFunctionCode', 70_167_211))
      const record = unqualifiedFunction(request, parts)
      refuseWhileChanging(record, parts)
      refuseOtherRevision(text(body, 'RevisionId'), record.latest.revisionId)
      const code = await codeOf(body, parts)
      if (flag(body, 'DryRun')) return json(200, view.configuration(record, { ...record.latest, code }))
      const updated = changes.update(record, { code })
      if (!flag(body, 'Publish')) return json(200, view.configuration(updated, updated.latest))
      const { version } = changes.publish(updated)
      return json(200, view.configuration(updated, version, version.version))
    },

    async UpdateFunctionConfiguration(request) {
      const body = await readJsonObject(request, maxConfigurationBytes)
      const refuseUnfit = (now: FunctionRecord): void => {
        refuseWhileChanging(now, parts)
        refuseOtherRevision(text(body, 'RevisionId'), now.latest.revisionId)
      }
      const named = unqualifiedFunction(request, parts)
      const { DeadLetterTargetArn, ...changed } = settingsOf(body, 'update', home.region)
      refuseUnfit(named)
      const owner = { roleArn: changed.Role ?? named.latest.settings.Role, functionName: named.functionName }
      await refuseDeadLetterWithoutPermission(DeadLetterTargetArn, owner, parts.permissions)
      // While the role was looked at, the function may have become another.
      const record = unqualifiedFunction(request, parts)
      refuseUnfit(record)
      const { DeadLetterTargetArn: before, ...settings } = record.latest.settings
      // Left out or {} keeps the target, an empty one removes it (FNC-2).
      const target = DeadLetterTargetArn ?? before ?? ''
      const dead = target === '' ? {} : { DeadLetterTargetArn: target }
      const updated = changes.update(record, { settings: { ...settings, ...changed, ...dead } })
      return json(200, view.configuration(updated, updated.latest))
    },

    async DeleteFunction(request) {
      const { qualifier } = namesOf(request)
      const { record, reference } = namedFunction(request, parts)
      const asked = reference.qualifier ?? qualifier
      if (asked === undefined) {
        registry.delete(record.functionName)
        return { status: 204 }
      }
      if (asked === latestVersion) throw invalid('$LATEST version cannot be deleted without deleting the function.')
      if (!/^\d+$/.test(asked)) throw invalid('Deletion of aliases is not currently supported.')
      const aliases = record.aliases.filter(
        (each) => each.functionVersion === asked || each.additional?.version === asked,
      )
      if (aliases.length > 0) {
        const names = aliases.map(({ name }) => name).join(', ')
        const message = `Unable to delete version because the following aliases reference it: [${names}]`
        throw new LambdaError('ResourceConflictException', message)
      }
      const published = record.published.filter(({ version }) => version !== asked)
      registry.put({ ...record, published, configs: record.configs.filter((each) => each.qualifier !== asked) })
      return { status: 204 }
    },

    async ListFunctions(request) {
      const all = request.query.get('FunctionVersion') === 'ALL'
      const versions = registry
        .all()
        .flatMap((record) => [record.latest, ...(all ? record.published : [])].map((version) => ({ record, version })))
      const keyOf = (each: (typeof versions)[number]): string => `${each.record.functionName}:${each.version.version}`
      const { items, NextMarker } = pageOf(request, versions, keyOf)
      const shown = items.map(({ record, version }) => view.listed(record, version, all ? version.version : undefined))
      return json(200, { Functions: shown, NextMarker })
    },
  }
}

/** The version that a request reads, with the qualifier that its ARN shows. */
function readVersion(request: ApiRequest, parts: FunctionParts) {
  const { record, reference } = namedFunction(request, parts)
  const version = parts.registry.find(reference)
  if (version === undefined) throw functionNotFound(reference, parts)
  return { record, version, qualifier: reference.qualifier ?? qualifierOf(version) }
}

/** Code as an archive in the request, or as a folder or file of this machine: `S3Bucket` `local`, `S3Key` its path. */
async function codeOf(source: JsonObject, { code }: FunctionParts): Promise<CodeLocation> {
  const archive = text(source, 'ZipFile')
  const bucket = text(source, 'S3Bucket')
  const key = text(source, 'S3Key')
  if (text(source, 'ImageUri') !== undefined)
    throw invalid('async-invoke runs zip archives and local folders, not container images')
  if (archive === undefined && bucket === undefined) throw invalid('Please provide a source for function code.')
  try {
    if (archive !== undefined) return await code.ofArchive(Buffer.from(archive, 'base64'))
  } catch (error) {
    throw invalid(sentenceOf(error))
  }
  if (bucket !== 'local')
    throw invalid(
      'Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist',
    )
  try {
    return await code.ofLocal(key ?? '')
  } catch {
    throw invalid(
      'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
    )
  }
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof ZipError)) throw error
  if (error.code === 'empty') return 'Uploaded file must be a non-empty zip'
  if (error.code === 'too-large') return 'Unzipped size must be smaller than 262144000 bytes'
  return 'Could not unzip uploaded file. Please check your file, then try to upload again.'
}

function tooLargeFor(operation: string, limit: number): () => LambdaError {
  const message = `Request must be smaller than ${limit} bytes for the ${operation} operation`
  return () => new LambdaError('RequestEntityTooLargeException', message)
}

/** The name alone, of a name that may be an ARN. */
function nameIn(name: string | undefined): string | undefined {
  return name?.split(':').at(name.includes(':function:') ? name.split(':').indexOf('function') + 1 : 0)
}

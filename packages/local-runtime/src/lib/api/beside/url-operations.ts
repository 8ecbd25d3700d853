import type { FunctionReference } from '@async-invoke/schemas'
import { checkMember } from '../../admission/model-rules.ts'
import { functionNameRule } from '../../admission/name-rules.ts'
import { checkUrl, checkUrlQualifier, type UrlRequest } from '../../admission/url-rules.ts'
import { type ApiHandlers, type ApiRequest, json } from '../../http/api-request.ts'
import {
  type JsonObject,
  readBoolean,
  readInteger,
  readJsonObject,
  readObject,
  readString,
  readStringList,
} from '../../http/json-body.ts'
import { LambdaError } from '../../http/lambda-error.ts'
import { refuse } from '../../http/refuse.ts'
import { randomHex } from '../../ids/random-hex.ts'
import type { FunctionUrl, UrlCors } from '../../registry/attachment.ts'
import { attach, attachmentOf, detach } from '../../registry/attachments.ts'
import { aliasOf, type FunctionRecord, latestVersion } from '../../registry/function-record.ts'
import { checkMaxItems, paginate } from '../../requests/pages.ts'
import type { BesideDependencies } from './beside-dependencies.ts'
import { noSuchResource } from './qualified-function.ts'

/**
 * Operations on the URLs of functions and aliases (FNC-28): kept and returned, not served.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
 */
export function urlOperations(dependencies: BesideDependencies): ApiHandlers {
  const { registry, clock, view, home } = dependencies

  const format = ({ functionName }: FunctionRecord, qualifier: string, url: FunctionUrl): object => ({
    FunctionUrl: url.url,
    FunctionArn: view.arn(functionName, qualifier === latestVersion ? undefined : qualifier),
    AuthType: url.authType,
    ...(url.cors !== undefined && { Cors: url.cors }),
    CreationTime: new Date(url.createdMs).toISOString(),
    LastModifiedTime: new Date(url.modifiedMs).toISOString(),
    InvokeMode: url.invokeMode,
  })

  return {
    async CreateFunctionUrlConfig(request) {
      const requested = readUrl(await readJsonObject(request, 65_536))
      const { record, qualifier } = find(request, dependencies, { requested, required: true })
      if (record === undefined) throw functionDoesNotExist()
      const attached = attachmentOf(record, qualifier)
      if (attached.url !== undefined) {
        const arn = view.arn(record.functionName, qualifier === latestVersion ? undefined : qualifier)
        const message = `Failed to create function url config for [functionArn = ${arn}]. Error message:  FunctionUrlConfig exists for this Lambda function`
        throw new LambdaError('ResourceConflictException', message)
      }
      const { authType = '', invokeMode, cors } = requested
      const now = clock.nowMs()
      const url: FunctionUrl = {
        url: `https://${randomHex(32)}.lambda-url.${home.region}.on.aws/`,
        ...{ authType, invokeMode: invokeMode ?? 'BUFFERED', createdMs: now, modifiedMs: now },
        ...(cors !== undefined && { cors }),
      }
      registry.put(attach(record, { ...attached, url }))
      return json(201, without(format(record, qualifier, url), 'LastModifiedTime', invokeMode))
    },

    async UpdateFunctionUrlConfig(request) {
      const requested = readUrl(await readJsonObject(request, 65_536))
      const { record, qualifier } = find(request, dependencies, { requested, required: false })
      if (record === undefined) throw functionDoesNotExist()
      const attached = attachmentOf(record, qualifier)
      if (attached.url === undefined) throw noSuchResource()
      const { authType, invokeMode, cors } = requested
      const url: FunctionUrl = {
        ...attached.url,
        ...(authType !== undefined && { authType }),
        ...(invokeMode !== undefined && { invokeMode }),
        ...(cors !== undefined && { cors }),
        modifiedMs: clock.nowMs(),
      }
      registry.put(attach(record, { ...attached, url }))
      return json(200, without(format(record, qualifier, url), undefined, invokeMode))
    },

    async GetFunctionUrlConfig(request) {
      const { record, qualifier } = find(request, dependencies)
      const url = record && attachmentOf(record, qualifier).url
      if (record === undefined || url === undefined) throw noSuchResource()
      return json(200, format(record, qualifier, url))
    },

    async DeleteFunctionUrlConfig(request) {
      const { record, qualifier } = find(request, dependencies)
      if (record === undefined || attachmentOf(record, qualifier).url === undefined) throw noSuchResource()
      registry.put(detach(record, qualifier, 'url'))
      return { status: 204 }
    },

    async ListFunctionUrlConfigs(request) {
      refuse([
        ...checkMember('functionName', request.params.FunctionName, functionNameRule),
        ...checkMaxItems(request, 50),
      ])
      const record = registry.get(dependencies.references.of(request))
      if (record === undefined) throw functionDoesNotExist()
      const all = (record.attachments ?? [])
        .flatMap(({ qualifier, url }) => (url === undefined ? [] : [{ qualifier, url }]))
        .sort((a, b) => (a.qualifier < b.qualifier ? -1 : 1))
      const { items, NextMarker } = paginate(request, all, ({ qualifier }) => qualifier, 50)
      const FunctionUrlConfigs = items.map(({ qualifier, url }) => format(record, qualifier, url))
      return json(200, { FunctionUrlConfigs, NextMarker })
    },
  }
}

/**
 * Finds the function that has, or is to have, a URL, unless its alias is missing. The model is checked first.
 */
function find(
  request: ApiRequest,
  { references, registry }: BesideDependencies,
  body?: { readonly requested: UrlRequest; readonly required: boolean },
): { readonly record: FunctionRecord | undefined; readonly qualifier: string } {
  refuse([
    ...checkMember('functionName', request.params.FunctionName, functionNameRule),
    ...checkUrlQualifier(request.query.get('Qualifier') ?? undefined),
    ...(body === undefined ? [] : checkUrl(body.requested, body.required)),
  ])
  const reference: FunctionReference = references.of(request)
  const { qualifier } = reference
  const record = registry.get(reference)
  const hasAlias = qualifier === undefined || (record !== undefined && aliasOf(record, qualifier) !== undefined)
  return { record: hasAlias ? record : undefined, qualifier: qualifier ?? latestVersion }
}

function functionDoesNotExist(): LambdaError {
  return new LambdaError('ResourceNotFoundException', 'Function does not exist')
}

/** Responses to changes have the invoke mode only if the request had one. */
function without(formatted: object, member: string | undefined, invokeMode: string | undefined): object {
  const hidden = [member, invokeMode === undefined ? 'InvokeMode' : undefined]
  return Object.fromEntries(Object.entries(formatted).filter(([name]) => !hidden.includes(name)))
}

function readUrl(body: JsonObject): UrlRequest {
  const cors = readObject(body, 'Cors')
  return {
    authType: readString(body, 'AuthType'),
    invokeMode: readString(body, 'InvokeMode'),
    cors: cors && readCors(cors),
  }
}

function readCors(cors: JsonObject): UrlCors {
  const lists = ['AllowHeaders', 'AllowMethods', 'AllowOrigins', 'ExposeHeaders'] as const
  const MaxAge = readInteger(cors, 'MaxAge')
  return {
    ...(cors.AllowCredentials !== undefined && { AllowCredentials: readBoolean(cors, 'AllowCredentials') }),
    ...Object.fromEntries(
      lists.flatMap((name) => (cors[name] === undefined ? [] : [[name, readStringList(cors, name)]])),
    ),
    ...(MaxAge !== undefined && { MaxAge }),
  }
}

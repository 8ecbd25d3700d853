import { randomInt } from 'node:crypto'
import { type CodeSigningRequest, checkCodeSigning, codeSigningArnRule } from '../../admission/code-signing-rules.ts'
import { checkMember } from '../../admission/model-rules.ts'
import { functionNotFound } from '../../admission/not-found.ts'
import { checkTags } from '../../admission/tag-rules.ts'
import { type ApiHandlers, type ApiRequest, json } from '../../http/api-request.ts'
import {
  type JsonObject,
  readJsonObject,
  readObject,
  readString,
  readStringList,
  readStringMap,
} from '../../http/json-body.ts'
import { LambdaError } from '../../http/lambda-error.ts'
import { refuse, throwRefusals } from '../../http/refuse.ts'
import type { CodeSigningConfig } from '../../registry/code-signing-configs.ts'
import type { FunctionRecord } from '../../registry/function-record.ts'
import { checkMaxItems, paginate } from '../../requests/pages.ts'
import { refuseAbsentCodeSigning } from '../code-signing-reference.ts'
import { formatTimestamp } from '../timestamp.ts'
import type { BesideDependencies } from './beside-dependencies.ts'

/**
 * Operations on code signing configurations, and on the one of a function (FNC-11, FNC-27).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
 */
export function codeSigningOperations(dependencies: BesideDependencies): ApiHandlers {
  const { registry, codeSigningConfigs, references, view, home, clock } = dependencies

  const find = (request: ApiRequest): CodeSigningConfig => {
    const { CodeSigningConfigArn: arn = '' } = request.params
    refuse(checkMember('codeSigningConfigArn', arn, codeSigningArnRule))
    const config = codeSigningConfigs.get(arn)
    if (config !== undefined) return config
    const message = `The Lambda code signing configuration ${arn} can not be found.`
    throw new LambdaError('ResourceNotFoundException', message, { type: 'absent' })
  }
  const functionsOf = (arn: string): readonly FunctionRecord[] =>
    registry.all().filter(({ codeSigningConfigArn }) => codeSigningConfigArn === arn)

  /** Finds the function of a request; the message names it as the request does. */
  const findFunction = (request: ApiRequest): FunctionRecord => {
    references.refuseModelViolations(request)
    const reference = references.of(request)
    return (
      registry.get(reference) ?? throwRefusals(functionNotFound(view.arn(reference.functionName, reference.qualifier)))
    )
  }

  return {
    async CreateCodeSigningConfig(request) {
      const body = await readJsonObject(request, 65_536)
      const requested = readCodeSigning(body)
      const tags = readStringMap(body, 'Tags') ?? {}
      refuse([...checkCodeSigning(requested, true), ...checkTags(tags)])
      const { description = '', profileArns = [], untrusted = 'Warn' } = requested
      const { partition = 'aws', region, accountId } = home
      const arn = `arn:${partition}:lambda:${region}:${accountId}:code-signing-config:${newId()}`
      const config = { arn, description, profileArns, untrusted, tags, modifiedMs: clock.nowMs() }
      return json(201, { CodeSigningConfig: format(codeSigningConfigs.put(config)) })
    },

    async UpdateCodeSigningConfig(request) {
      const requested = readCodeSigning(await readJsonObject(request, 65_536))
      refuse(checkCodeSigning(requested, false))
      const config = find(request)
      const changes = Object.entries(requested).filter(([, value]) => value !== undefined)
      const changed = { ...config, ...Object.fromEntries(changes), modifiedMs: clock.nowMs() }
      return json(200, { CodeSigningConfig: format(codeSigningConfigs.put(changed)) })
    },

    async GetCodeSigningConfig(request) {
      return json(200, { CodeSigningConfig: format(find(request)) })
    },

    async DeleteCodeSigningConfig(request) {
      const { arn } = find(request)
      const [used] = functionsOf(arn)
      if (used !== undefined)
        throw new LambdaError(
          'ResourceConflictException',
          `The code signing configuration is in use by ${view.arn(used.functionName)}`,
        )
      codeSigningConfigs.delete(arn)
      return { status: 204 }
    },

    async ListCodeSigningConfigs(request) {
      refuse(checkMaxItems(request, 10_000))
      const { items, NextMarker } = paginate(request, codeSigningConfigs.all(), ({ arn }) => arn)
      return json(200, { CodeSigningConfigs: items.map(format), NextMarker })
    },

    async ListFunctionsByCodeSigningConfig(request) {
      refuse(checkMaxItems(request, 10_000))
      const { arn } = find(request)
      const { items, NextMarker } = paginate(request, functionsOf(arn), ({ functionName }) => functionName)
      return json(200, { FunctionArns: items.map(({ functionName }) => view.arn(functionName)), NextMarker })
    },

    async PutFunctionCodeSigningConfig(request) {
      const arn = readString(await readJsonObject(request, 65_536), 'CodeSigningConfigArn')
      references.refuseModelViolations(
        request,
        checkMember('codeSigningConfigArn', arn, { required: true, ...codeSigningArnRule }),
      )
      // Before the function is looked up.
      refuseAbsentCodeSigning(arn, codeSigningConfigs)
      const record = findFunction(request)
      registry.put({ ...record, codeSigningConfigArn: arn ?? '' })
      return json(200, { CodeSigningConfigArn: arn, FunctionName: record.functionName })
    },

    async GetFunctionCodeSigningConfig(request) {
      const { codeSigningConfigArn, functionName } = findFunction(request)
      if (codeSigningConfigArn === undefined) return json(200, {})
      return json(200, { CodeSigningConfigArn: codeSigningConfigArn, FunctionName: functionName })
    },

    async DeleteFunctionCodeSigningConfig(request) {
      const { codeSigningConfigArn: _, ...record } = findFunction(request)
      registry.put(record)
      return { status: 204 }
    },
  }
}

function readCodeSigning(body: JsonObject): CodeSigningRequest {
  const publishers = readObject(body, 'AllowedPublishers')
  return {
    description: readString(body, 'Description'),
    profileArns: publishers && readStringList(publishers, 'SigningProfileVersionArns'),
    untrusted: readString(readObject(body, 'CodeSigningPolicies') ?? {}, 'UntrustedArtifactOnDeployment'),
  }
}

function format({ arn, description, profileArns, untrusted, modifiedMs }: CodeSigningConfig): object {
  return {
    CodeSigningConfigId: arn.split(':').at(-1),
    CodeSigningConfigArn: arn,
    Description: description,
    AllowedPublishers: { SigningProfileVersionArns: profileArns },
    CodeSigningPolicies: { UntrustedArtifactOnDeployment: untrusted },
    LastModified: formatTimestamp(modifiedMs),
  }
}

/** `csc-` and 17 digits or lower-case letters. */
function newId(): string {
  const digits = Array.from({ length: 17 }, () => randomInt(36).toString(36))
  return `csc-${digits.join('')}`
}

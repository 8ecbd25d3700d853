import { checkMember } from '../admission/model-rules.ts'
import { unqualifiedNameRule } from '../admission/name-rules.ts'
import { checkReservation } from '../admission/reservation-rules.ts'
import { maxUnzippedBytes } from '../functions/zip-archive.ts'
import { type ApiHandlers, json } from '../http/api-request.ts'
import { readInteger, readJsonObject, readString } from '../http/json-body.ts'
import { refuse } from '../http/refuse.ts'
import { heldIn } from '../registry/attachments.ts'
import { latestVersion } from '../registry/function-record.ts'
import { findUnqualifiedFunction } from './find-function.ts'
import { maxZippedBytes } from './function-code.ts'
import type { FunctionDependencies } from './function-dependencies.ts'

/**
 * Operations on concurrency, recursion and the account (FNC-5 to FNC-8, FNC-13, REC-L2, REC-L5).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
export function limitOperations(dependencies: FunctionDependencies): ApiHandlers {
  const { registry, accountConcurrency } = dependencies

  return {
    async PutFunctionConcurrency(request) {
      const body = await readJsonObject(request, 65_536)
      const requested = readInteger(body, 'ReservedConcurrentExecutions')
      refuse(checkMember('reservedConcurrentExecutions', requested, { required: true }))
      // The service looks up the function before it checks the number.
      const record = findUnqualifiedFunction(request, dependencies, { notFoundQualifier: latestVersion })
      refuse(checkMember('reservedConcurrentExecutions', requested, { minimum: 0 }))
      const ReservedConcurrentExecutions = requested ?? 0
      const others = registry.all().filter((other) => other !== record)
      refuse(checkReservation(ReservedConcurrentExecutions, heldIn(others), accountConcurrency))
      registry.put({ ...record, reservedConcurrency: ReservedConcurrentExecutions })
      return json(200, { ReservedConcurrentExecutions })
    },

    async GetFunctionConcurrency(request) {
      // Unlike Put, Get names a missing function without `$LATEST` (FNC-5a).
      const { reservedConcurrency } = findUnqualifiedFunction(request, dependencies)
      return json(200, reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency })
    },

    async DeleteFunctionConcurrency(request) {
      const { reservedConcurrency: _, ...record } = findUnqualifiedFunction(request, dependencies)
      registry.put(record)
      return { status: 204 }
    },

    async PutFunctionRecursionConfig(request) {
      const RecursiveLoop = readString(await readJsonObject(request, 65_536), 'RecursiveLoop')
      refuse(checkMember('recursiveLoop', RecursiveLoop, { required: true, values: ['Terminate', 'Allow'] }))
      const record = findUnqualifiedFunction(request, dependencies, { rule: unqualifiedNameRule })
      registry.put({ ...record, recursiveLoop: RecursiveLoop === 'Allow' ? 'Allow' : 'Terminate' })
      return json(200, { RecursiveLoop })
    },

    async GetFunctionRecursionConfig(request) {
      const { recursiveLoop } = findUnqualifiedFunction(request, dependencies, { rule: unqualifiedNameRule })
      return json(200, { RecursiveLoop: recursiveLoop })
    },

    async GetAccountSettings() {
      const records = registry.all()
      const versions = records.flatMap(({ latest, published }) => [latest, ...published])
      return json(200, {
        AccountLimit: {
          TotalCodeSize: 80_530_636_800,
          CodeSizeUnzipped: maxUnzippedBytes,
          CodeSizeZipped: maxZippedBytes,
          ConcurrentExecutions: accountConcurrency,
          UnreservedConcurrentExecutions: accountConcurrency - heldIn(records),
        },
        AccountUsage: {
          TotalCodeSize: versions.reduce((sum, { code }) => sum + code.sizeInBytes, 0),
          FunctionCount: records.length,
        },
      })
    },
  }
}

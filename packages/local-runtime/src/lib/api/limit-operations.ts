import { checkMember } from '../admission/model-rules.ts'
import { unqualifiedNameRule } from '../admission/name-rules.ts'
import { reservationRefusals } from '../admission/reservation.ts'
import { maxUnzippedBytes } from '../functions/zip-archive.ts'
import { type ApiHandlers, json } from '../http/api-request.ts'
import { readInteger, readJsonObject, readString } from '../http/json-body.ts'
import { refuse } from '../http/refuse.ts'
import { latestVersion, reservedIn } from '../registry/function-record.ts'
import { maxZippedBytes } from './function-code.ts'
import type { FunctionDependencies } from './function-dependencies.ts'
import { unqualifiedFunction } from './named-function.ts'

/** Concurrency, recursion and the account (FNC-5 to FNC-8, REC-L2). */
export function limitOperations(dependencies: FunctionDependencies): ApiHandlers {
  const { registry, accountConcurrency } = dependencies

  return {
    async PutFunctionConcurrency(request) {
      const body = await readJsonObject(request, 65_536)
      const asked = readInteger(body, 'ReservedConcurrentExecutions')
      refuse(checkMember('reservedConcurrentExecutions', asked, { required: true }))
      // The service looks for the function before it looks at the number.
      const record = unqualifiedFunction(request, dependencies, { missingAs: latestVersion })
      refuse(checkMember('reservedConcurrentExecutions', asked, { minimum: 0 }))
      const ReservedConcurrentExecutions = asked ?? 0
      const others = registry.all().filter((each) => each !== record)
      refuse(reservationRefusals(ReservedConcurrentExecutions, reservedIn(others), accountConcurrency))
      registry.put({ ...record, reservedConcurrency: ReservedConcurrentExecutions })
      return json(200, { ReservedConcurrentExecutions })
    },

    async GetFunctionConcurrency(request) {
      const { reservedConcurrency } = unqualifiedFunction(request, dependencies)
      return json(200, reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency })
    },

    async DeleteFunctionConcurrency(request) {
      const { reservedConcurrency: _, ...record } = unqualifiedFunction(request, dependencies)
      registry.put(record)
      return { status: 204 }
    },

    async PutFunctionRecursionConfig(request) {
      const RecursiveLoop = readString(await readJsonObject(request, 65_536), 'RecursiveLoop')
      refuse(checkMember('recursiveLoop', RecursiveLoop, { required: true, values: ['Allow', 'Terminate'] }))
      const record = unqualifiedFunction(request, dependencies, { rule: unqualifiedNameRule })
      registry.put({ ...record, recursiveLoop: RecursiveLoop === 'Allow' ? 'Allow' : 'Terminate' })
      return json(200, { RecursiveLoop })
    },

    async GetFunctionRecursionConfig(request) {
      const { recursiveLoop } = unqualifiedFunction(request, dependencies, { rule: unqualifiedNameRule })
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
          UnreservedConcurrentExecutions: accountConcurrency - reservedIn(records),
        },
        AccountUsage: {
          TotalCodeSize: versions.reduce((sum, { code }) => sum + code.sizeInBytes, 0),
          FunctionCount: records.length,
        },
      })
    },
  }
}

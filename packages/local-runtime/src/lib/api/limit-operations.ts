import { refuse } from '../admission/admitted-reference.ts'
import { unqualifiedNameRule } from '../admission/function-name-rules.ts'
import { invalid } from '../admission/function-request.ts'
import { checkMember } from '../admission/model-rules.ts'
import { type ApiHandler, json } from '../http/api-request.ts'
import { integer, readJsonObject, text } from '../http/json-body.ts'
import { type FunctionRecord, latestVersion } from '../registry/function-record.ts'
import { type FunctionParts, unqualifiedFunction } from './function-parts.ts'

/** What Lambda keeps back for functions without reserved concurrency. */
const minimumUnreserved = 100

/** Concurrency, recursion and the account (FNC-5 to FNC-8, REC-L2). */
export function createLimitOperations(parts: FunctionParts): Readonly<Record<string, ApiHandler>> {
  const { registry, accountConcurrency } = parts
  const reserved = (except?: FunctionRecord): number =>
    registry.all().reduce((sum, each) => sum + (each === except ? 0 : (each.reservedConcurrency ?? 0)), 0)

  return {
    async PutFunctionConcurrency(request) {
      const body = await readJsonObject(request, 65_536)
      const asked = integer(body, 'ReservedConcurrentExecutions')
      refuse(checkMember('reservedConcurrentExecutions', asked, { required: true }))
      // The service looks for the function before it looks at the number.
      const record = unqualifiedFunction(request, parts, { missingAs: latestVersion })
      refuse(checkMember('reservedConcurrentExecutions', asked, { minimum: 0 }))
      const ReservedConcurrentExecutions = asked ?? 0
      refuseReservation(ReservedConcurrentExecutions, reserved(record), accountConcurrency)
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
      const record = unqualifiedFunction(request, parts, { rule: unqualifiedNameRule })
      registry.put({ ...record, recursiveLoop: RecursiveLoop === 'Allow' ? 'Allow' : 'Terminate' })
      return json(200, { RecursiveLoop })
    },

    async GetFunctionRecursionConfig(request) {
      const { recursiveLoop } = unqualifiedFunction(request, parts, { rule: unqualifiedNameRule })
      return json(200, { RecursiveLoop: recursiveLoop })
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
  }
}

/** Refuses a reservation that leaves too little of the account; `reserved` is what the other functions have. */
export function refuseReservation(asked: number, reserved: number, accountConcurrency: number): void {
  const minimum = Math.min(minimumUnreserved, accountConcurrency)
  // 0 takes nothing from anybody.
  if (asked === 0 || accountConcurrency - reserved - asked >= minimum) return
  throw invalid(
    `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`,
    'absent',
  )
}

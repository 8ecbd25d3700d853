import { randomBytes } from 'node:crypto'
import type { ServiceEndpoint } from '../http/send.ts'
import type { EndpointCredentials } from '../http/sign.ts'
import { NotOffered } from '../not-offered.ts'
import { createRole } from '../services/roles.ts'
import { member } from './answer.ts'
import { type EndpointClock, heldClock, realClock } from './clock.ts'
import { type ControlApi, findControl } from './control.ts'
import { createdFunctions, type Functions, ownFunction } from './functions.ts'
import { type LambdaCalls, lambdaCalls } from './lambda-calls.ts'
import { paths } from './paths.ts'
import { type RunReports, startRunReports } from './run-reports.ts'
import type { TargetServices } from './targets.ts'

/** Services beside Lambda, by their names in credentials. */
export type BesideLambda = 'sqs' | 'sns' | 'events' | 's3' | 'iam'

/** Where an endpoint is, and what the kit may use of it. */
export interface EndpointOptions {
  /** Base URL of Lambda's API. */
  readonly endpoint: string
  /** @defaultValue `us-east-1` */
  readonly region?: string
  /** @defaultValue the placeholder `local` for both keys */
  readonly credentials?: EndpointCredentials
  /** Base URLs of other services. @defaultValue `endpoint`, or the inbox of a runtime of async-invoke */
  readonly services?: Partial<Readonly<Record<BesideLambda, string>>>
  /** Execution role of functions. @defaultValue one that is created, or a placeholder where IAM is missing */
  readonly role?: string
  /** An execution role that may send to no target. @defaultValue one that is created */
  readonly powerlessRole?: string
  /** Runtime of functions. @defaultValue `nodejs22.x` */
  readonly runtime?: string
  /** A function of your own with the code of `testFunctionCode`; then no function is created. */
  readonly functionName?: string
  /** Name under which functions reach this machine. @defaultValue `127.0.0.1` */
  readonly reportHost?: string
}

/** An endpoint, opened for scenarios. */
export interface Endpoint {
  readonly lambda: LambdaCalls
  readonly region: string
  readonly clock: EndpointClock
  readonly control: ControlApi | undefined
  readonly reports: RunReports
  readonly services: TargetServices
  readonly functions: Functions
  /** Beginning of all names. */
  readonly prefix: string
  /** A role that may send to no target. */
  powerlessRole(): Promise<string>
  /** Account of the functions. */
  accountId(): Promise<string>
  /** Notes an error of a removal. */
  notRemoved(error: unknown): void
  /** Removes what is left, and returns what could not be removed. */
  close(): Promise<readonly string[]>
}

/** Beginning of the names of all that the kit creates. */
export const namePrefix = 'async-invoke-conformance'

/**
 * Opens an endpoint.
 *
 * @throws `RangeError` when its time is skipped or sped up, since waits cannot be measured then
 */
export async function openEndpoint(options: EndpointOptions, signal: AbortSignal): Promise<Endpoint> {
  const { endpoint, region = 'us-east-1', runtime = 'nodejs22.x', functionName, reportHost = '127.0.0.1' } = options
  const credentials = options.credentials ?? { accessKeyId: 'local', secretAccessKey: 'local' }
  const at = (service: string, url: string): ServiceEndpoint => ({
    endpoint: url.replace(/\/+$/, ''),
    region,
    credentials,
    service,
  })
  const lambdaService = at('lambda', endpoint)
  const control = await findControl(lambdaService)
  if (control !== undefined && (control.mode === 'skip' || control.speed !== 1))
    throw new RangeError(
      `the endpoint ${control.mode === 'skip' ? 'skips time' : `runs ${control.speed} times as fast`}, so that waits cannot be measured: start it with --time manual`,
    )
  const clock = control?.mode === 'manual' ? heldClock(control, signal) : realClock(signal)
  const beside = (service: BesideLambda): ServiceEndpoint | undefined => {
    const url = options.services?.[service] ?? (control === undefined ? endpoint : undefined)
    return url === undefined ? undefined : at(service, url)
  }
  const services = { sqs: beside('sqs'), sns: beside('sns'), events: beside('events'), s3: beside('s3') }
  const prefix = `${namePrefix}-${randomBytes(4).toString('hex')}`
  const lambda = lambdaCalls(lambdaService)
  const roles: { readonly arn: string; remove(): Promise<void> }[] = []
  const roleOf = once(async () => {
    const iam = beside('iam')
    const placeholder = { arn: `arn:aws:iam::123456789012:role/${namePrefix}`, remove: async () => {} }
    if (options.role !== undefined) return { ...placeholder, arn: options.role }
    const made = iam === undefined ? placeholder : await createRole(iam, prefix, 'all').catch(() => placeholder)
    roles.push(made)
    return made
  })
  const powerless = once(async () => {
    const iam = beside('iam')
    if (options.powerlessRole !== undefined) return options.powerlessRole
    if (iam === undefined) throw new NotOffered('there is no IAM and no role that may send to no target')
    const made = await createRole(iam, `${prefix}-powerless`, 'nothing')
    roles.push(made)
    return made.arn
  })
  const reports = await startRunReports(reportHost, () => clock.nowMs())
  const functions =
    functionName === undefined
      ? createdFunctions({ lambda, runtime, prefix, role: async () => (await roleOf()).arn })
      : await ownFunction(lambda, functionName, await arnOfOwn(lambda, functionName, region))
  const accountId = once(async () => {
    const made = await functions.borrow()
    await functions.giveBack(made)
    return made.arn.split(':')[4] ?? ''
  })
  const left: string[] = []
  const notRemoved = (error: unknown): void => void left.push(error instanceof Error ? error.message : String(error))
  return {
    notRemoved,
    ...{ lambda, region, clock, control, reports, services, functions, prefix },
    powerlessRole: powerless,
    accountId,
    async close() {
      await functions.removeAll(notRemoved)
      for (const role of roles) await role.remove().catch(notRemoved)
      await reports.close()
      return left
    },
  }
}

/** The ARN of a function of the caller's; composed where the endpoint cannot be asked. */
async function arnOfOwn(lambda: LambdaCalls, name: string, region: string): Promise<string> {
  const answer = await lambda.call('GET', paths.configuration(name)).catch(() => undefined)
  const arn = member(answer?.body, 'FunctionArn')
  return typeof arn === 'string'
    ? arn.replace(/:\$LATEST$/, '')
    : `arn:aws:lambda:${region}:000000000000:function:${name}`
}

/** Makes something the first time that it is asked for. */
function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined
  return () => {
    made ??= make()
    return made
  }
}

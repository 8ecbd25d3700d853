import { writeFile } from 'node:fs/promises'
import {
  checkEndpoint,
  type EndpointReport,
  endpointScenarios,
  formatReportJunit,
  formatReportMarkdown,
  openSavedResults,
  type SavedResults,
  testFunctionCode,
} from '@async-invoke/conformance'
import type { FlagValues } from '../command/flag.ts'
import { CommandError, exitCodes, UsageError } from '../command-error.ts'
import { refuseNamedPipe } from '../named-pipe.ts'
import { note, print } from '../text/output.ts'
import { createProgress } from '../text/progress.ts'
import { untilInterrupted } from '../until-interrupted.ts'
import type { conformanceFlags } from './conformance-flags.ts'
import { credentialsFor, servicesOf } from './endpoint-access.ts'
import { matrixLines } from './matrix.ts'

type Values = FlagValues<typeof conformanceFlags> & { readonly quiet?: boolean }

const defaultRuntime = 'nodejs22.x'

/**
 * Checks an endpoint, prints the matrix, and writes the reports.
 *
 * @returns 0 if nothing differs, otherwise 1
 * @throws {@link UsageError} for values that contradict each other or the endpoint; {@link CommandError} when it does not answer,
 * offers nothing, or the run is interrupted
 */
export async function conformance(endpoint: string, values: Values): Promise<number> {
  const { minutes = 15, runtime = defaultRuntime, quiet = false, area, region } = values
  const services = servicesOf(endpoint, values)
  const access = {
    endpoint,
    region: region ?? (process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || 'us-east-1'),
  }
  const saved = await openSaved(values.resume, endpoint, values.function ?? runtime)
  const credentials = await credentialsFor(endpoint, values)
  const scenarios = endpointScenarios.filter((each) => area === undefined || area.includes(each.area))
  const earlier = saved?.results ?? []
  const progress = createProgress(scenarios.length, 'scenarios', quiet)
  let done = earlier.length
  const [report, isInterrupted] = await untilInterrupted(async (signal) => {
    const checked = await checkEndpoint({
      ...{ ...access, credentials, services, minutes, runtime, earlier, signal },
      ...(area !== undefined && { areas: area }),
      ...(values.role !== undefined && { role: values.role }),
      ...(values['powerless-role'] !== undefined && { powerlessRole: values['powerless-role'] }),
      ...(values.function !== undefined && { functionName: values.function }),
      ...(values['report-host'] !== undefined && { reportHost: values['report-host'] }),
      async onResult(result) {
        done += 1
        progress.show(done)
        await saved?.add(result)
      },
    }).catch((error: unknown) => {
      throw toCommandError(error)
    })
    return [checked, signal.aborted] as const
  }).finally(() => progress.end())
  await writeReports(report, values)
  if ([values.json, values.markdown, values.junit].every((path) => path !== '-'))
    for (const line of matrixLines(report)) await print(line)
  for (const left of report.leftBehind) note(quiet, `could not be removed: ${left}`)
  if (isInterrupted) throw new CommandError('interrupted: what had not ended is not run; --resume FILE goes on')
  const silent = report.scenarios.find(
    ({ state, reason }) => state === 'not-run' && reason?.includes(' does not answer '),
  )
  if (silent !== undefined) throw new CommandError(`in the middle of the run, ${silent.reason}`)
  const { pass, differs } = report.counts
  if (pass + differs === 0)
    throw new CommandError(`nothing was shown: ${report.scenarios[0]?.reason ?? 'no scenario ran'}`)
  return differs === 0 ? exitCodes.success : exitCodes.findings
}

/** Prints what an endpoint can show. */
export async function listScenarios(): Promise<number> {
  let last = ''
  for (const { area, name, shows, seconds } of endpointScenarios) {
    if (area !== last) await print(area)
    last = area
    await print(`  ${name} (${shows.join(', ')}; up to ${seconds} s)`)
  }
  return exitCodes.success
}

/** Prints the code of the function that `--function` names. */
export async function printFunction(runtime = defaultRuntime): Promise<number> {
  await print(testFunctionCode(runtime).source.trimEnd())
  return exitCodes.success
}

async function openSaved(
  path: string | undefined,
  endpoint: string,
  runtime: string,
): Promise<SavedResults | undefined> {
  if (path === undefined) return undefined
  try {
    refuseNamedPipe(path)
  } catch (cause) {
    throw new UsageError(`cannot read ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
  return openSavedResults(path, { endpoint, runtime }).catch((error: unknown) => {
    throw toCommandError(error)
  })
}

async function writeReports(report: EndpointReport, { json, markdown, junit, title }: Values): Promise<void> {
  const write = async (path: string | undefined, text: string): Promise<void> => {
    if (path === '-') await print(text.trimEnd())
    else if (path !== undefined)
      await writeFile(path, text).catch((cause: Error) => {
        throw new CommandError(`the report cannot be written: ${cause.message}`, { cause })
      })
  }
  await write(json, `${JSON.stringify(report)}\n`)
  await write(markdown, formatReportMarkdown(report, title ?? `Conformance of ${report.endpoint}`))
  await write(junit, formatReportJunit(report))
}

/** A value that the kit refuses is bad use; an endpoint that does not answer is none. */
function toCommandError(error: unknown): unknown {
  if (error instanceof RangeError) return new UsageError(error.message, { cause: error })
  return error instanceof Error ? new CommandError(error.message, { cause: error }) : error
}

import { relative, resolve } from 'node:path'
import type { LocalRuntime, LocalRuntimeOptions } from '@async-invoke/local-runtime'
import { configRules } from '../config/config-rules.ts'
import { ownCommand } from '../package-manager.ts'

/**
 * Describes a runtime that has started: where it listens, where its data is, what goes on (LOG-2), and how to try it.
 *
 * @param beganMs - when its start began, on the machine's clock
 * @param created - the file of the shared queue, if there was none
 */
export function startLines(
  runtime: Pick<LocalRuntime, 'endpoint' | 'pageUrl' | 'nowMs' | 'functionNames' | 'takenOver' | 'notServed'>,
  options: LocalRuntimeOptions,
  configFile: string | undefined,
  beganMs: number,
  created?: string,
): readonly string[] {
  const { speed = configRules.speed.defaultValue, region = configRules.region.defaultValue, dataDirectory } = options
  const pace = speed === 1 ? '' : `, ${speed} times as fast`
  const names = runtime.functionNames()
  // Where signatures are checked, those of the shell are the keys.
  const keys = options.signingKeys === undefined ? 'AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local ' : ''
  const passedMs = speed * (Date.now() - beganMs)
  return [
    `async-invoke is listening at ${runtime.endpoint}   time: ${options.time}${pace}`,
    ...(configFile === undefined ? [] : [`  configuration: ${configFile}`]),
    `  data: ${dataDirectory === undefined ? 'in memory only' : describeData(dataDirectory)}`,
    ...(options.openStore === undefined ? [] : ['  queue: shared; only events of its own functions are run here']),
    ...(created === undefined ? [] : [`  queue: ${created} was not there, and is new`]),
    ...(runtime.nowMs() > beganMs + passedMs + 1_000
      ? [`  time continues from ${new Date(runtime.nowMs()).toISOString()}, as stored in the data directory`]
      : []),
    ...(runtime.takenOver === 0 ? [] : [`  ${events(runtime.takenOver, 'go')} on from the last start`]),
    ...names.map((name) => `  function: ${name}`),
    ...templateLines(options.template, runtime.notServed()),
    ...(names.length === 0 ? ['  no functions yet: create one, or start with --function NAME=FILE'] : []),
    `  page: ${runtime.pageUrl}`,
    `  inbox: ${runtime.endpoint}/_async-invoke/inbox`,
    `
Try it (omit --cli-binary-format with version 1 of the AWS CLI):
  export AWS_ENDPOINT_URL_LAMBDA=${runtime.endpoint} ${keys}AWS_DEFAULT_REGION=${region}
  aws lambda invoke --function-name ${names[0] ?? 'NAME'} --invocation-type Event --cli-binary-format raw-in-base64-out --payload '{}' /dev/null
  ${ownCommand()} invoke ${names[0] ?? 'NAME'} --payload '{}' --watch
`,
  ]
}

/** Names the template, if there is one, and what is not served. */
export function templateLines(template: string | undefined, notServed: readonly string[]): readonly string[] {
  const named = template === undefined ? [] : [`  template: ${template}`]
  return [...named, ...notServed.map((line) => `  not served: ${line}`)]
}

/** Describes a stop with a number of events in the queue. */
export function stopLine(waiting: number, dataDirectory: string | undefined, isShared = false): string {
  if (waiting === 0) return 'stopping'
  if (isShared) return `stopping: ${events(waiting, 'wait')} in the shared queue`
  if (dataDirectory === undefined)
    return `stopping: ${events(waiting, 'end')} with the process, which keeps nothing on disk`
  const goOn = waiting === 1 ? 'goes on' : 'go on'
  return `stopping: ${events(waiting, 'wait')} and ${goOn} at the next start`
}

function events(count: number, verb: string): string {
  if (count === 1) return `1 event ${verb}${verb === 'go' ? 'es' : 's'}`
  return `${count} events ${verb}`
}

/** A folder of the project belongs in its `.gitignore`. */
function describeData(dataDirectory: string): string {
  const path = resolve(dataDirectory)
  const inProject = relative(process.cwd(), path)
  if (inProject === '' || inProject.startsWith('..') || inProject === path) return path
  return `${path} (${inProject}/ belongs in .gitignore)`
}

import { type FunctionReference, parseFunctionReference, readTarget } from '@async-invoke/schemas'
import type { FindingFacts } from './finding.ts'
import type { FunctionSetup } from './setup.ts'

/** The functions that each function sends records to, by name and qualifier. */
type Graph = ReadonlyMap<string, readonly string[]>

/**
 * Finds functions that send their records to each other in a loop, by exact qualifier (DSP-6). Lambda accepts such
 * settings and stops the loop only at run time (CFG-19, REC-L1). It refuses a function as its own destination, so that
 * is not a loop here. Every destination that closes a loop is in one of the findings, which are the shortest loops.
 */
export function destinationLoops(setups: readonly FunctionSetup[]): readonly FindingFacts[] {
  const graph: Graph = new Map(setups.flatMap(nodesOf))
  const found = new Set<string>()
  const loops = [...graph].flatMap(([name, targets]) =>
    targets.flatMap((target) => {
      const back = found.has(stepOf(name, target)) ? undefined : pathBetween(target, name, graph)
      if (back === undefined) return []
      const loop = [name, ...back]
      for (const [at, from] of loop.entries()) found.add(stepOf(from, loop[at + 1] ?? name))
      return [loop]
    }),
  )
  return loops.map((loop) => ({
    severity: 'error',
    rule: 'destination-loop',
    subject: loop[0] ?? '',
    statement: 'CFG-19',
    evidence: `records loop: ${[...loop, loop[0]].join(' -> ')}`,
    remedy: 'Break the loop with a queue or another target. Lambda stops it after about 16 runs and drops the event.',
  }))
}

function stepOf(from: string, to: string): string {
  return `${from} -> ${to}`
}

/** The shortest path between two functions, without the goal. */
function pathBetween(start: string, goal: string, graph: Graph): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[start, undefined]])
  // A map is walked through in the order of insertion, what is inserted meanwhile included.
  for (const name of cameFrom.keys())
    for (const next of graph.get(name) ?? []) {
      if (next === goal) return trailOf(name, cameFrom)
      if (!cameFrom.has(next)) cameFrom.set(next, name)
    }
  return undefined
}

function trailOf(end: string, cameFrom: ReadonlyMap<string, string | undefined>): readonly string[] {
  const trail: string[] = []
  for (let at: string | undefined = end; at !== undefined; at = cameFrom.get(at)) trail.push(at)
  return trail.reverse()
}

function nodesOf({ functionName, settings }: FunctionSetup): readonly (readonly [name: string, next: string[]])[] {
  const own = parseFunctionReference(functionName) ?? { functionName }
  return Object.entries(settings).map(([qualifier, { OnSuccess, OnFailure }]) => [
    nodeName(own, qualifier),
    [OnSuccess, OnFailure].flatMap((arn) => {
      const target = arn !== undefined && readTarget(arn).kind === 'lambda' ? parseFunctionReference(arn) : undefined
      return target === undefined || target.functionName === own.functionName ? [] : [nodeName(target)]
    }),
  ])
}

/** Without account and region: a setup may name functions without them. */
function nodeName({ functionName, qualifier }: FunctionReference, fallback = '$LATEST'): string {
  return `${functionName}:${qualifier ?? fallback}`
}

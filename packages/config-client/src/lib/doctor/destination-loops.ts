import { type FunctionReference, parseFunctionReference, readTarget } from '@async-invoke/schemas'
import type { FindingFacts } from './finding.ts'
import type { FunctionSetup } from './setup.ts'

/** A function and qualifier in the graph of destinations. */
interface FunctionNode {
  readonly name: string
  readonly next: readonly string[]
}

/**
 * Finds functions that send their records to each other in a loop, by exact qualifier (DSP-6). Lambda accepts such
 * settings and stops the loop only at run time (CFG-19, REC-L1). It refuses a function as its own destination, so that
 * is not a loop here.
 */
export function destinationLoops(setups: readonly FunctionSetup[]): readonly FindingFacts[] {
  const nodes = new Map(setups.flatMap(nodesOf).map((node) => [node.name, node]))
  const loops: (readonly string[])[] = []
  const finished = new Set<string>()
  const walk = (name: string, path: readonly string[]): void => {
    const seenAt = path.indexOf(name)
    if (seenAt >= 0) loops.push(path.slice(seenAt))
    else if (!finished.has(name)) for (const next of nodes.get(name)?.next ?? []) walk(next, [...path, name])
    finished.add(name)
  }
  for (const start of nodes.keys()) walk(start, [])
  return loops.map((loop) => ({
    severity: 'error',
    rule: 'destination-loop',
    subject: loop[0] ?? '',
    statement: 'CFG-19',
    evidence: `records loop: ${[...loop, loop[0]].join(' -> ')}`,
    remedy: 'Break the loop with a queue or another target. Lambda stops it after about 16 runs and drops the event.',
  }))
}

function nodesOf({ functionName, settings }: FunctionSetup): readonly FunctionNode[] {
  const own = parseFunctionReference(functionName) ?? { functionName }
  return Object.entries(settings).map(([qualifier, { OnSuccess, OnFailure }]) => ({
    name: nodeName(own, qualifier),
    next: [OnSuccess, OnFailure].flatMap((arn) => {
      const target = arn !== undefined && readTarget(arn).kind === 'lambda' ? parseFunctionReference(arn) : undefined
      return target === undefined || target.functionName === own.functionName ? [] : [nodeName(target)]
    }),
  }))
}

/** Without account and region: a setup may name functions without them. */
function nodeName({ functionName, qualifier }: FunctionReference, fallback = '$LATEST'): string {
  return `${functionName}:${qualifier ?? fallback}`
}

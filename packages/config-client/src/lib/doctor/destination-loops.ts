import { type FunctionReference, parseFunctionReference, readTarget } from '@async-invoke/schemas'
import type { FindingFacts } from './finding.ts'
import type { FunctionSetup } from './setup.ts'

interface Place {
  readonly name: string
  readonly next: readonly string[]
}

/**
 * Functions that send their records to each other in a circle, by exact qualifier (DSP-6): Lambda admits it and stops
 * it only when it runs (CFG-19, REC-L1). A function as its own destination is refused and not a loop here.
 */
export function destinationLoops(setups: readonly FunctionSetup[]): readonly FindingFacts[] {
  const places = new Map(setups.flatMap(placesOf).map((place) => [place.name, place]))
  const loops: (readonly string[])[] = []
  const finished = new Set<string>()
  const walk = (name: string, path: readonly string[]): void => {
    const seenAt = path.indexOf(name)
    if (seenAt >= 0) loops.push(path.slice(seenAt))
    else if (!finished.has(name)) for (const next of places.get(name)?.next ?? []) walk(next, [...path, name])
    finished.add(name)
  }
  for (const start of places.keys()) walk(start, [])
  return loops.map((loop) => ({
    severity: 'error',
    rule: 'destination-loop',
    subject: loop[0] ?? '',
    statement: 'CFG-19',
    evidence: `records go in a circle: ${[...loop, loop[0]].join(' -> ')}`,
    remedy: 'Break the circle with a queue or another target; Lambda stops it after about 16 runs and drops the event.',
  }))
}

function placesOf({ functionName, settings }: FunctionSetup): readonly Place[] {
  const own = parseFunctionReference(functionName) ?? { functionName }
  return Object.entries(settings).map(([qualifier, { OnSuccess, OnFailure }]) => ({
    name: placeName(own, qualifier),
    next: [OnSuccess, OnFailure].flatMap((arn) => {
      const target = arn !== undefined && readTarget(arn).kind === 'lambda' ? parseFunctionReference(arn) : undefined
      return target === undefined || target.functionName === own.functionName ? [] : [placeName(target)]
    }),
  }))
}

/** Accounts and regions are left out: a setup may name functions without them. */
function placeName({ functionName, qualifier }: FunctionReference, fallback = '$LATEST'): string {
  return `${functionName}:${qualifier ?? fallback}`
}

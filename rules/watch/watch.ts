import { parseArgs } from 'node:util'
import { acceptModel, compareModels } from './compare.ts'
import { type FactKind, factKinds, type ServiceModel } from './facts.ts'
import { modelOfBotocore } from './from-botocore.ts'
import { modelOfSdk } from './from-sdk.ts'
import { installedSdk, newestSdk } from './installed.ts'
import { readKnown, writeKnown } from './known.ts'
import { gapsBetween } from './ours.ts'
import { formatReport } from './report.ts'

const usage = `pnpm watch:aws                 compares the installed @aws-sdk/client-lambda with what is known
pnpm watch:aws --newest        the newest one, by npm
pnpm watch:aws --model FILE    botocore's service-2.json, which has bounds
--kinds KIND,… looks at some of ${factKinds.join(', ')}; --json prints JSON; --accept takes note of the model.`

const options = {
  help: { type: 'boolean', short: 'h', default: false },
  newest: { type: 'boolean', default: false },
  model: { type: 'string' },
  kinds: { type: 'string' },
  json: { type: 'boolean', default: false },
  accept: { type: 'boolean', default: false },
} as const

/**
 * Compares a model with what is known, or accepts it as known.
 *
 * @param args - flags of the command line
 * @returns the exit code: 1 when something differs
 * @throws {Error} if a flag is wrong, or the model cannot be read
 */
export function watch(args: readonly string[], print: (text: string) => void): number {
  const { help, newest, model: file, kinds, json, accept } = parseArgs({ options, args: [...args] }).values
  if (help) {
    print(usage)
    return 0
  }
  const model = onlyKinds(modelToWatch(newest, file), kinds)
  const known = readKnown()
  if (accept) {
    const sources = { ...known.sources, ...Object.fromEntries(model.covers.map((kind) => [kind, model.source])) }
    writeKnown({ sources, facts: acceptModel(known.facts, model) })
    print(`accepted ${model.covers.join(', ')} of ${model.source}`)
    return 0
  }
  const report = {
    source: model.source,
    differences: compareModels(known.facts, model),
    gaps: gapsBetween(model),
  }
  print(json ? JSON.stringify(report, null, 2) : formatReport(report))
  return report.differences.length + report.gaps.length > 0 ? 1 : 0
}

function modelToWatch(newest: boolean, file: string | undefined): ServiceModel {
  if (file !== undefined && newest) throw new Error('--newest and --model exclude each other')
  if (file !== undefined) return modelOfBotocore(file)
  return newest ? newestSdk(modelOfSdk) : modelOfSdk(installedSdk())
}

function onlyKinds(model: ServiceModel, list: string | undefined): ServiceModel {
  if (list === undefined) return model
  const kinds = list.split(',')
  const isKind = (kind: string): kind is FactKind => factKinds.some((each) => each === kind)
  for (const kind of kinds)
    if (!isKind(kind)) throw new Error(`--kinds takes some of ${factKinds.join(', ')}, not ${kind}`)
  return { ...model, covers: model.covers.filter((kind) => kinds.includes(kind)) }
}

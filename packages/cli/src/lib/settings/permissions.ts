import { buildExecutionRolePolicy, listTargets } from '@async-invoke/config-client/permissions'
import { type DesiredState, resolveDesiredState } from '@async-invoke/config-client/plan'
import type { awsFlags } from '../aws/aws-flags.ts'
import { exitCodes, UsageError } from '../command-error.ts'
import type { templateFlags } from '../desired/desired-flags.ts'
import { readDesired } from '../desired/read-desired.ts'
import { print, safe, styled } from '../text/output.ts'
import type { ValuesOf } from './flags.ts'
import { problemLines } from './plan-view.ts'

/** Prints the policy of each function and pattern of a document. */
export async function showPolicies(
  path: string,
  values: ValuesOf<typeof templateFlags & typeof awsFlags>,
): Promise<number> {
  const { desired, problems } = await readDesired(path, values)
  if (values.quiet !== true) for (const line of problemLines(problems)) console.error(line)
  for (const [name, wanted] of Object.entries(resolveDesiredState(withPatterns(desired)).functions)) {
    const policy = policyOf(name, listTargets(wanted))
    if (values.json === true) await print(JSON.stringify({ kind: 'policy', name, policy }))
    else
      await print(
        `${styled('bold', safe(name))}\n${policy === null ? 'needs no permission' : JSON.stringify(policy, null, 2)}`,
      )
  }
  return exitCodes.success
}

/** Lists each pattern as a function, which the pattern itself matches. */
function withPatterns(desired: DesiredState): DesiredState {
  const patterns = Object.keys(desired.patterns ?? {}).map((pattern) => [pattern, {}] as const)
  return { ...desired, functions: { ...Object.fromEntries(patterns), ...desired.functions } }
}

function policyOf(name: string, targets: readonly string[]) {
  if (targets.length === 0) return null
  try {
    return buildExecutionRolePolicy({ targets })
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new UsageError(`${name}: ${cause.message}`, { cause })
  }
}

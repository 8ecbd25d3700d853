import { createConfigClient } from '@async-invoke/config-client'
import type { awsFlags } from '../aws/aws-flags.ts'
import { exitCodes } from '../command-error.ts'
import { print, safe } from '../text/output.ts'
import type { qualifierFlag, ValuesOf } from './flags.ts'
import { withLambda } from './lambda-client.ts'
import { settingsTarget } from './target.ts'

/** Deletes the settings of a function, version or alias. */
export async function deleteSettings(
  name: string,
  values: ValuesOf<typeof qualifierFlag & typeof awsFlags>,
): Promise<number> {
  const { FunctionName, Qualifier, region } = settingsTarget(name, values.qualifier)
  await withLambda(values, (client) => createConfigClient({ client }).delete({ FunctionName, Qualifier }), region)
  const deleted = `${FunctionName}:${Qualifier}`
  if (values.json === true) await print(JSON.stringify({ kind: 'deleted', name: deleted }))
  else await print(safe(`settings of ${deleted} deleted`))
  return exitCodes.success
}

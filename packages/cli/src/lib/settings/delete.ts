import { createConfigClient } from '@async-invoke/config-client'
import { awsFlags } from '../aws/aws-flags.ts'
import { defineCommand } from '../command/command.ts'
import { exitCodes } from '../command-error.ts'
import { print, safe } from '../text/output.ts'
import { withLambda } from './lambda-client.ts'
import { functionOperand, qualifierFlag, settingsTarget } from './target.ts'

/** `async-invoke config delete`. */
export const deleteCommand = defineCommand({
  operands: [functionOperand],
  flags: { ...qualifierFlag, ...awsFlags },
  notes: ['The dead-letter queue stays; config update NAME --dead-letter none removes it.'],
  async run({ operands: [name = ''], values }) {
    const { FunctionName, Qualifier, region } = settingsTarget(name, values.qualifier)
    await withLambda(values, (client) => createConfigClient({ client }).delete({ FunctionName, Qualifier }), region)
    const deleted = `${FunctionName}:${Qualifier}`
    if (values.json === true) await print(JSON.stringify({ kind: 'deleted', name: deleted }))
    else await print(safe(`settings of ${deleted} deleted`))
    return exitCodes.success
  },
})

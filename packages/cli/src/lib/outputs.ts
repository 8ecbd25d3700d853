import { count, document, lines, list, members, type OutputSchema, text } from './command/output-schema.ts'
import { conformanceOutput } from './conformance/conformance-output.ts'
import { controlOutputs } from './control/control-outputs.ts'
import { initOutput } from './init/init-output.ts'
import { invokeOutput } from './invoke/invoke-output.ts'
import { queueOutputs } from './queue/queue-outputs.ts'
import { readOutput } from './read/read-output.ts'
import { redriveOutput } from './redrive/redrive-output.ts'
import { settingsOutputs } from './settings/settings-outputs.ts'
import { simulateOutput } from './simulate/simulate-output.ts'
import { triggerOutput } from './trigger/trigger-output.ts'
import { typesOutput } from './types/types-output.ts'
import { validateOutput } from './validate/validate-output.ts'

const entry = { type: 'object', required: ['type'], properties: { type: text }, additionalProperties: true }

function below(group: string, outputs: Readonly<Record<string, OutputSchema>>): Record<string, OutputSchema> {
  return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [`${group} ${name}`, output]))
}

/** What each command prints with `--json`, by the name of the command. */
export const outputs: Readonly<Record<string, OutputSchema>> = {
  init: initOutput,
  dev: lines('the start, an entry of a timeline, a line of output of a function, or the end.', entry),
  invoke: invokeOutput,
  ...controlOutputs,
  work: lines('an outcome, a line of output of a function, a fault, or a step.', {
    ...entry,
    required: ['level', 'type', 'at'],
  }),
  ...below('queue', queueOutputs),
  read: readOutput,
  validate: validateOutput,
  redrive: redriveOutput,
  ...below('config', settingsOutputs),
  trigger: triggerOutput,
  simulate: document('What a scenario came to, with spreads over its seeds.', simulateOutput),
  conformance: conformanceOutput,
  test: document(
    'What happens twice or is lost.',
    members({ problems: list({ type: 'object' }), schedules: count, steps: list(count) }),
  ),
  types: typesOutput,
}

/** JSON Schema of all outputs, which the emit script writes to `output.schema.json`. */
export const outputSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://async-invoke.dev/schemas/output/v1.json',
  title: 'What async-invoke prints with --json',
  description: 'One definition for each command; of a command that prints lines, it is that of a line.',
  $defs: outputs,
}

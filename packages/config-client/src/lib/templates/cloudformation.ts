import { type Reading, settingsOf, textOf } from './declared-settings.ts'
import { createResolve } from './intrinsics.ts'
import { readServerlessFunction } from './sam.ts'
import {
  type JsonObject,
  objectOf,
  ReadingBuilder,
  type TemplateContext,
  type TemplateReading,
  templateObject,
} from './template-reading.ts'

/**
 * Reads the asynchronous settings of a CloudFormation template, SAM's resources and globals included.
 *
 * Shape: `template` is JSON text or a parsed template (YAML is for its parser to turn into one). Resolved are `Ref`,
 * `Fn::GetAtt` of ARNs, `Fn::Sub`, `Fn::Join` and parameters; what is not determined is a problem, never a guess.
 * Throws {@link TypeError} for text that is no JSON.
 *
 * @example readCloudFormation(text, { region: 'us-east-1', accountId: '123456789012' }).desired
 */
export function readCloudFormation(template: unknown, context: TemplateContext = {}): TemplateReading {
  const parsed = templateObject(template)
  const builder = new ReadingBuilder()
  const resolve = createResolve(parsed, context)
  const globals = objectOf(objectOf(parsed.Globals).Function)
  for (const [resource, definition] of Object.entries(objectOf(parsed.Resources))) {
    const { Type, Properties } = objectOf(definition)
    const reading = { resource, resolve, builder }
    const properties = objectOf(Properties)
    if (Type === 'AWS::Serverless::Function') readServerlessFunction(reading, properties, globals)
    else readers.get(String(Type))?.(reading, properties)
  }
  return builder.finished()
}

const readers = new Map<string, (reading: Reading, properties: JsonObject) => void>(
  Object.entries({
    'AWS::Lambda::EventInvokeConfig'(reading, properties) {
      const name = textOf(reading, 'FunctionName', properties.FunctionName)
      // Mandatory in CloudFormation.
      const qualifier = textOf(reading, 'Qualifier', properties.Qualifier)
      const settings = settingsOf(reading, properties)
      if (name !== undefined && qualifier !== undefined && settings !== undefined)
        reading.builder.settings(name, qualifier, settings)
    },

    'AWS::Lambda::Function'(reading, { DeadLetterConfig }) {
      const target = objectOf(DeadLetterConfig).TargetArn
      if (target === undefined) return
      const name = textOf(reading, 'FunctionName', { Ref: reading.resource })
      const arn = textOf(reading, 'DeadLetterConfig.TargetArn', target)
      if (name !== undefined && arn !== undefined) reading.builder.deadLetter(name, arn)
    },

    'AWS::Lambda::Alias'({ resolve, builder }, { FunctionName, Name, FunctionVersion }) {
      const [name, alias, version] = [FunctionName, Name, FunctionVersion].map(resolve)
      if (name === undefined || alias === undefined || !('text' in name) || !('text' in alias)) return
      builder.alias(name.text, alias.text, version !== undefined && 'text' in version ? version.text : null)
    },

    'AWS::Events::Rule'({ resource, builder }, { EventPattern }) {
      if (EventPattern !== undefined) builder.rule({ name: resource, pattern: EventPattern })
    },
  }),
)

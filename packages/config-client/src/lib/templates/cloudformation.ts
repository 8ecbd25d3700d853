import { type Reading, settingsOf, stringOf } from './declared-settings.ts'
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
 * Reads the asynchronous settings of a CloudFormation template, including SAM's resources and globals.
 *
 * Resolves `Ref`, `Fn::GetAtt` of ARNs, `Fn::Sub`, `Fn::Join` and parameters. A value that the template does not
 * determine is reported as a problem, never guessed.
 *
 * @param template - a parsed template or its JSON; parse YAML before the call
 *
 * @throws {@link TypeError} if `template` is a string that is not JSON.
 *
 * @see
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html
 *
 * @example
 * ```ts
 * readCloudFormation(json, { region: 'us-east-1', accountId: '123456789012' }).desired
 * ```
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
  return builder.build()
}

const readers = new Map<string, (reading: Reading, properties: JsonObject) => void>(
  Object.entries({
    'AWS::Lambda::EventInvokeConfig'(reading, properties) {
      const name = stringOf(reading, 'FunctionName', properties.FunctionName)
      // CloudFormation requires it, so there is no default.
      const qualifier = stringOf(reading, 'Qualifier', properties.Qualifier)
      const settings = settingsOf(reading, properties)
      if (name !== undefined && qualifier !== undefined && settings !== undefined)
        reading.builder.settings(name, qualifier, settings)
    },

    'AWS::Lambda::Function'(reading, { DeadLetterConfig }) {
      const target = objectOf(DeadLetterConfig).TargetArn
      if (target === undefined) return
      const name = stringOf(reading, 'FunctionName', { Ref: reading.resource })
      const arn = stringOf(reading, 'DeadLetterConfig.TargetArn', target)
      if (name !== undefined && arn !== undefined) reading.builder.deadLetter(name, arn)
    },

    'AWS::Lambda::Alias'({ resolve, builder }, { FunctionName, Name, FunctionVersion }) {
      const [name, alias, version] = [FunctionName, Name, FunctionVersion].map(resolve)
      if (name === undefined || alias === undefined || !('value' in name) || !('value' in alias)) return
      builder.alias(name.value, alias.value, version !== undefined && 'value' in version ? version.value : null)
    },

    'AWS::Events::Rule'({ resource, builder }, { EventPattern }) {
      if (EventPattern !== undefined) builder.rule({ name: resource, pattern: EventPattern })
    },
  }),
)

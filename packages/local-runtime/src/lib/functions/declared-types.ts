import type { FunctionOptions } from '../options/local-runtime-options.ts'
import { shown } from '../options/shown-value.ts'

interface Type {
  readonly name: string
  readonly includes: (value: unknown) => boolean
}

type Types = Readonly<Record<string, Type>>

const text: Type = { name: 'a string', includes: (value) => typeof value === 'string' }
const wholeNumber: Type = { name: 'a whole number', includes: Number.isInteger }
const texts: Type = {
  name: 'an object of strings',
  includes: (value) => isObject(value) && Object.values(value).every(text.includes),
}
const objects: Type = {
  name: 'an object of objects',
  includes: (value) => isObject(value) && Object.values(value).every(isObject),
}

const optionTypes: Types = {
  file: text,
  exportName: text,
  directory: text,
  handler: text,
  runtime: text,
  role: text,
  timeoutInSeconds: wholeNumber,
  memoryInMegabytes: wholeNumber,
  environment: texts,
  deadLetterTargetArn: text,
  reservedConcurrency: wholeNumber,
  aliases: texts,
  eventInvokeConfigs: objects,
} satisfies Readonly<Record<keyof FunctionOptions, Type>>

const configTypes: Types = {
  MaximumRetryAttempts: wholeNumber,
  MaximumEventAgeInSeconds: wholeNumber,
  OnSuccess: text,
  OnFailure: text,
}

/** Options of one function that have another type than theirs, which programs without types can write. */
export function typeProblems(path: string, options: FunctionOptions): readonly string[] {
  const problems = problemsIn(path, options, optionTypes)
  const configs = objects.includes(options.eventInvokeConfigs) ? Object.entries(options.eventInvokeConfigs ?? {}) : []
  return [
    ...problems,
    ...configs.flatMap(([qualifier, config]) =>
      problemsIn(`${path}.eventInvokeConfigs.${qualifier}`, config, configTypes),
    ),
  ]
}

function problemsIn(path: string, values: object, types: Types): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const type = Object.hasOwn(types, name) ? types[name] : undefined
    if (type === undefined || value === undefined || type.includes(value)) return []
    return [`${path}.${name} is not ${type.name}: ${shown(value)}`]
  })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

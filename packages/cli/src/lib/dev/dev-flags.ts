import { describeOption, type OptionRule, runtimeOptionRules } from '@async-invoke/local-runtime/internal'
import { configRules } from '../config/config-rules.ts'

const { timeoutInSeconds, exportName } = runtimeOptionRules.functions.each.members

/** Services that have an endpoint, and so a flag. */
export const services = Object.entries(runtimeOptionRules.endpoints.members)

/** Flags that set an option: the name of the flag's value, and the option's rule. */
export const optionFlags: Readonly<Record<string, { readonly value: string; readonly rule: OptionRule }>> = {
  port: { value: 'PORT', rule: configRules.port },
  host: { value: 'ADDRESS', rule: configRules.host },
  time: { value: Object.keys(configRules.time.values).join('|'), rule: configRules.time },
  speed: { value: 'N', rule: configRules.speed },
  timeout: {
    value: 'SECONDS',
    rule: { ...timeoutInSeconds, about: `${timeoutInSeconds.about} For the functions of --function.` },
  },
  data: { value: 'DIR', rule: configRules.dataDirectory },
  region: { value: 'REGION', rule: configRules.region },
  'account-id': { value: 'ID', rule: configRules.accountId },
  ...Object.fromEntries(services.map(([service, rule]) => [`${service}-endpoint`, { value: 'URL', rule }])),
}

/** The flags of `dev` as they are written, each with its meaning, bounds and default. */
export const devFlags: readonly (readonly [flag: string, meaning: string])[] = [
  [
    '--function NAME=FILE[#EXPORT]',
    `A function and its handler. The export is \`${exportName.defaultValue}\` unless named. Repeatable.`,
  ],
  ...Object.entries(optionFlags).map(
    ([name, { value, rule }]) => [`--${name} ${value}`, describeOption(rule)] as const,
  ),
  ['--memory', configRules.memory.about],
  ['--require-signature', 'Requests must be signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of this shell.'],
]

import { describeOption, type OptionRule, runtimeOptionRules } from '@async-invoke/local-runtime/internal'
import { configRules } from '../config/config-rules.ts'

const { timeoutInSeconds, exportName } = runtimeOptionRules.functions.each.members

/** Rules of the endpoints by service; each has a flag. */
export const services = Object.entries(runtimeOptionRules.endpoints.members)

/** Flags that set an option: the placeholder for the flag's value, and the option's rule. */
export const optionFlags: Readonly<Record<string, { readonly value: string; readonly rule: OptionRule }>> = {
  port: { value: 'PORT', rule: configRules.port },
  host: { value: 'ADDRESS', rule: configRules.host },
  time: { value: Object.keys(configRules.time.values).join('|'), rule: configRules.time },
  speed: { value: 'N', rule: configRules.speed },
  timeout: {
    value: 'SECONDS',
    rule: { ...timeoutInSeconds, about: `${timeoutInSeconds.about} Applies to functions given by --function.` },
  },
  data: { value: 'DIR', rule: configRules.dataDirectory },
  region: { value: 'REGION', rule: configRules.region },
  'account-id': { value: 'ID', rule: configRules.accountId },
  'env-file': { value: 'FILE', rule: configRules.environmentFile },
  ...Object.fromEntries(services.map(([service, rule]) => [`${service}-endpoint`, { value: 'URL', rule }])),
}

/** All flags of `dev` as help and README show them, each with its meaning, bounds and default. */
export const devFlags: readonly (readonly [flag: string, meaning: string])[] = [
  [
    '--function NAME=FILE[#EXPORT]',
    `Function to serve, and the file of its handler. EXPORT defaults to \`${exportName.defaultValue}\`. Repeatable.`,
  ],
  ...Object.entries(optionFlags).map(
    ([name, { value, rule }]) => [`--${name} ${value}`, describeOption(rule)] as const,
  ),
  [
    '--env NAME[=VALUE]',
    'Environment variable of all functions; without a value, that of this shell. Repeatable. Wins over the file.',
  ],
  [
    '--allow-origin ORIGIN',
    'Origin whose pages may send requests, such as http://localhost:3000. Repeatable. Without it, only the page of the runtime may.',
  ],
  ['--allow-aws', configRules.allowAws.about],
  ['--memory', configRules.memory.about],
  ['--quiet', 'Leave out the output of functions.'],
  ['--raw', 'Pass control sequences that functions print on to the terminal, which otherwise gets none.'],
  ['--require-signature', 'Refuse requests not signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of this shell.'],
]

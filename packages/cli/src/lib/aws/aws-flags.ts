import type { Flags } from '../command/flag.ts'

const group = 'AWS:'

/** Flags of commands that call AWS, as in the AWS CLI. */
export const awsFlags = {
  profile: {
    value: 'NAME',
    group,
    rule: {
      about: 'Profile of the AWS configuration files. Default AWS_PROFILE.',
      kind: 'string',
      noun: 'the name of a profile',
      pattern: '\\S',
    },
  },
  region: {
    value: 'REGION',
    group,
    rule: {
      about: 'Region. Default that of the ARN or queue, AWS_REGION, AWS_DEFAULT_REGION, or that of the profile.',
      kind: 'string',
      noun: 'an AWS region',
      pattern: '^[a-z]{2,}(-[a-z]+)+-\\d$',
    },
  },
  'endpoint-url': {
    value: 'URL',
    group,
    rule: {
      about: 'Endpoint of all services. Default AWS_ENDPOINT_URL_SQS and the like, AWS_ENDPOINT_URL, or AWS itself.',
      kind: 'url',
      noun: 'an http or https URL with a host',
      pattern: '^https?://[^\\s/?#]',
    },
  },
} as const satisfies Flags

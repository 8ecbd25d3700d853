/** Names of the contracts, as in the files of their schemas, with what each is. */
export const contractNames = {
  'invocation-record': 'what a destination receives',
  'eventbridge-event': 'a record on an event bus',
  'sqs-event': 'what Lambda passes from a queue',
  'sns-event': 'what Lambda passes from a topic',
  's3-event': 'what Lambda passes from a bucket',
  'bus-event': 'any event of an event bus',
  'schedule-event': 'the event of a schedule without an input',
  'sqs-message': 'a message as ReceiveMessage returns it',
  'sns-notification': 'a message of a topic in a queue',
  'pipe-failure': 'a failure of EventBridge Pipes',
  'dead-letter-attributes': 'the attributes of a dead letter',
  'rule-dead-letter-attributes': 'those of a rule',
  'schedule-dead-letter-attributes': 'those of a schedule',
  'desired-state': 'the settings that functions should have',
  timeline: 'the timeline of an event',
  'function-event-invoke-config': 'settings as the API returns them',
  'event-invoke-config-request': 'settings as Put and Update take them',
  'sdk-function-event-invoke-config': 'settings as the SDK returns them',
  'dead-letter-config': 'the dead-letter queue of a function',
  'error-response': 'the body of an error of the API',
} as const

export type ContractName = keyof typeof contractNames

/** Tells the name of a contract from any other text. */
export function isContractName(text: string): text is ContractName {
  return Object.hasOwn(contractNames, text)
}

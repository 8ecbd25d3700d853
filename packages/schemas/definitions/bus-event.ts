import { Type } from '@sinclair/typebox'
import { timestampPattern } from './patterns.ts'
import { published } from './published.ts'

const version = Type.Optional(
  Type.String({ description: 'Version of the envelope, `0`; some of the examples of AWS leave it out.' }),
)
const id = Type.String({ minLength: 1, description: 'Id of the event.' })
const account = Type.String({ description: 'Account that the event is from.' })
const time = Type.String({ pattern: timestampPattern, description: 'ISO 8601, UTC, to the second.' })
const region = Type.String({ description: 'Region that the event is from.' })

/** Any event of an event bus, from any sender (EVB-1, CON-4). */
export const busEvent = Type.Object(
  {
    version,
    id,
    'detail-type': Type.String({ minLength: 1, description: 'Type of the event; with the source it names its shape.' }),
    source: Type.String({ minLength: 1, description: 'Sender; services of AWS begin with `aws.`, except `lambda`.' }),
    account,
    time,
    region,
    resources: Type.Array(Type.String(), { description: 'ARNs that the event is about; may be empty.' }),
    detail: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: {},
      description: 'What the sender says: any JSON object.',
    }),
  },
  {
    ...published('bus-event', '0', 'BusEvent'),
    description: 'Any event of an EventBridge bus (Amazon EventBridge User Guide, "Events"; members observed).',
    examples: [
      {
        version: '0',
        id: 'd6e0a391-7c52-0b48-a5f6-2e1b9c3d8074',
        'detail-type': 'Order Placed',
        source: 'com.example.orders',
        account: '123456789012',
        time: '2026-02-10T09:20:31Z',
        region: 'us-east-1',
        resources: [],
        detail: { orderId: 'A-1002' },
      },
    ],
  },
)

/** The event of a schedule without an input of its own: its detail is a string (SCH-2). */
export const scheduleEvent = Type.Object(
  {
    version,
    id,
    'detail-type': Type.Literal('Scheduled Event', { description: 'Always `Scheduled Event`.' }),
    source: Type.Literal('aws.scheduler', {
      description:
        'Always `aws.scheduler`; a rule with a schedule has `aws.events`, and an object as its detail (EVB-6).',
    }),
    account,
    time,
    region,
    resources: Type.Array(Type.String(), { description: 'ARN of the schedule.' }),
    detail: Type.String({ description: 'The string `{}`, unlike the object of every other event (SCH-2).' }),
  },
  {
    ...published('schedule-event', '0', 'ScheduleEvent'),
    description: 'Event of EventBridge Scheduler for a target without an input (observed).',
    examples: [
      {
        version: '0',
        id: 'd167b752-343a-4b28-afd6-d4de056319e8',
        'detail-type': 'Scheduled Event',
        source: 'aws.scheduler',
        account: '123456789012',
        time: '2026-02-10T01:12:00Z',
        region: 'us-east-1',
        resources: ['arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly'],
        detail: '{}',
      },
    ],
  },
)

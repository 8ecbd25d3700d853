import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { checkBusEvent, checkScheduleEvent } from './bus-event.ts'

describe('checkBusEvent', () => {
  it.each(readVectors('eventbridge-event/valid'))(
    'accepts an invocation record as an event: $name (CON-4)',
    ({ content }) => {
      expect(checkBusEvent(content)).toEqual([])
    },
  )

  it.each(readVectors('schedule-event/valid'))('refuses the detail of a schedule: $name (SCH-2)', ({ content }) => {
    expect(checkBusEvent(content)).toMatchObject([{ path: '/detail', keyword: 'type' }])
  })
})

describe('checkScheduleEvent', () => {
  it.each(readVectors('bus-event/valid'))('refuses the event of a bus: $name (EVB-6)', ({ content }) => {
    expect(checkScheduleEvent(content)).toContainEqual(expect.objectContaining({ path: '/detail', keyword: 'type' }))
  })
})

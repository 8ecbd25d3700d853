import { lines, members, text } from '../command/output-schema.ts'

export const triggerOutput = lines('a function that the change notifies: an event, or why there is none.', {
  ...members({ functionArn: text }, { requestId: text, code: text, message: text }),
})

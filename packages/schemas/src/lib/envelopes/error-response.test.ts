import { expect, it } from 'vitest'
import { checkErrorResponse } from './error-response.ts'

it.each([
  { body: { Type: 'User', message: 'Rate Exceeded.' }, accepted: true },
  { body: { Type: 'User', Message: "The function doesn't exist." }, accepted: true },
  { body: { Type: 'User', MESSAGE: 'Rate Exceeded.' }, accepted: false },
  { body: { message: 7 }, accepted: false },
])('checkErrorResponse accepts $body: $accepted (2.3, U-15)', ({ body, accepted }) => {
  expect(checkErrorResponse(body).length === 0).toBe(accepted)
})

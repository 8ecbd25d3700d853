/** A refusal of EventBridge, as its JSON protocol carries it. */
export class EventsError extends Error {
  override readonly name = 'EventsError'
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

export function validation(message: string): EventsError {
  return new EventsError('ValidationException', message)
}

/** A refusal of EventBridge Scheduler. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError'
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status: number) {
    super(message)
    this.code = code
    this.status = status
  }
}

export function refused(code: string, message: string, status: number): ScheduleError {
  return new ScheduleError(code, message, status)
}

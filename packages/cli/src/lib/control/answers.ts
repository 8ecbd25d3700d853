/** Answers of the control API, as far as commands read them. */
export type {
  EventPage,
  EventSummary,
  FaultSettings,
  InboxMessage,
  LogLine,
} from '@async-invoke/local-runtime/internal'

/** Answer of `GET clock` and `POST clock`. */
export interface ClockAnswer {
  readonly time: string
  readonly speed: number
  readonly now: string
  readonly nextDueAt?: string
}

import type { TargetCommand } from './command-size.ts'

/**
 * The same command with a record that has lost its payloads; `undefined` where there is no record in it.
 *
 * The shape of such a record is a choice of ours, no recording shows one (U-02): `requestPayload` is null, so that it is
 * still a record to every reader, `responsePayload` is gone, and `deliveryError` says that something is missing.
 */
export function withoutPayloads<Command extends TargetCommand>(
  command: Command,
  size: number,
  limit: number,
): Command | undefined {
  if ('MessageAttributes' in command) return undefined
  const text = recordWithoutPayloads(recordTextOf(command), size, limit)
  // Only the text of a member changes, not the members.
  return text === undefined ? undefined : (withRecordText(command, text) as Command)
}

type RecordCommand = Exclude<TargetCommand, { readonly MessageAttributes: unknown }>

function recordTextOf(command: RecordCommand): string {
  if ('Entries' in command) return command.Entries[0].Detail
  if ('MessageBody' in command) return command.MessageBody
  if ('Message' in command) return command.Message
  return 'Payload' in command ? command.Payload : command.Body
}

function withRecordText(command: RecordCommand, text: string): RecordCommand {
  if ('Entries' in command) return { Entries: [{ ...command.Entries[0], Detail: text }] }
  if ('MessageBody' in command) return { ...command, MessageBody: text }
  if ('Message' in command) return { ...command, Message: text }
  return 'Payload' in command ? { ...command, Payload: text } : { ...command, Body: text }
}

function recordWithoutPayloads(recordText: string, size: number, limit: number): string | undefined {
  let record: unknown
  try {
    record = JSON.parse(recordText)
  } catch {
    return undefined
  }
  if (typeof record !== 'object' || record === null || !('requestPayload' in record)) return undefined
  const deliveryError = {
    statusCode: 413,
    errorCode: 'RequestEntityTooLargeException',
    errorMessage: `The payloads were left out: the message would have had ${size} bytes of ${limit}.`,
  }
  // `undefined` is not written; the order of members is that of the record.
  return JSON.stringify({ ...record, requestPayload: null, responsePayload: undefined, deliveryError })
}

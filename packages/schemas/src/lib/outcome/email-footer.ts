/** A line that an e-mail of SNS has between the message and its footer, or the footer's first line. */
const footer = /\r?\n[ \t]*(?:--[ \t]*\r?\n|If you wish to stop receiving notifications)/

/**
 * The message of an e-mail that SNS sent, without the footer; `undefined` for other text. No JSON has such a line, since
 * strings in it contain no line breaks.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
 */
export function messageOfEmail(text: string): string | undefined {
  const position = text.search(footer)
  return position < 0 ? undefined : text.slice(0, position)
}

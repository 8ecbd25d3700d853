const { raw } = String

/** Cursor, colours, clearing (CSI). */
const control = raw`(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]`
/** Titles, links, the clipboard (OSC). */
const command = raw`(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?`
/** Strings for a device (DCS, SOS, PM, APC). */
const device = raw`(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c]*(?:\x1b\\|\x9c)?`
/** Any other escape, as the reset of a terminal. */
const other = raw`\x1b[ -/]*[0-~]?`
/** Any other control character but tab and line break. */
const single = raw`[\x00-\x08\x0b-\x1f\x7f-\x9f]`
/** Embeddings, overrides and isolates of a direction, which show the rest of a line in another order. */
const direction = raw`[\u202a-\u202e\u2066-\u2069]`
const controls = new RegExp([control, command, device, other, single, direction].join('|'), 'g')

/**
 * Removes control sequences, so that text from a function can neither change the terminal, nor overwrite or reorder what stands
 * on it. Tabs and line breaks stay.
 *
 * @example
 * printable('\u001b[31mred\u001b[0m') // 'red'
 */
export function printable(text: string): string {
  return text.replace(controls, '')
}

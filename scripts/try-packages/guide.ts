/** How a command of a guide ends: by itself, or when the reader interrupts it. */
export type Ending = 'succeeds' | 'fails' | 'until-shown' | 'keeps-running'

/** What a reader of a guide does next. */
export type Step =
  | { readonly kind: 'install'; readonly packages: readonly string[] }
  | { readonly kind: 'write'; readonly file: string; readonly content: string }
  | { readonly kind: 'run'; readonly command: string; readonly ending: Ending; readonly output?: string }

const blocks = /^```(?<language>\w+)(?: (?<word>[a-z-]+))?\n(?<body>.*?)^```$(?:\n+^```text\n(?<output>.*?)^```$)?/gms
const fileName = /^(?:\/\/|#|--) (?<file>[\w.-]+\.\w+)\n/

/**
 * Reads the steps of a guide from its code blocks. A block whose first line is a comment with a file's name is a file; of
 * the blocks in `sh`, one with `npm install` installs, and the others run, with the `text` block after one as its output. A
 * word after `sh` says how the command ends; without it, it succeeds.
 */
export function stepsOf(guide: string): readonly Step[] {
  return [...guide.matchAll(blocks)].flatMap(({ groups }): readonly Step[] => {
    const { language, word = 'succeeds', body = '', output } = groups ?? {}
    const file = fileName.exec(body)?.groups?.file
    if (file !== undefined) return [{ kind: 'write', file, content: body }]
    if (language !== 'sh') return []
    if (/^npm install /m.test(body)) return [{ kind: 'install', packages: installedBy(body) }]
    if (!isEnding(word)) throw new RangeError(`a command ends in a way that no guide knows: ${word}`)
    const run = { kind: 'run', command: body, ending: word } as const
    return [output === undefined ? run : { ...run, output }]
  })
}

/**
 * Whether a command has printed what a guide shows. A line `…` stands for any lines, and `…` in a line for any characters;
 * ids, times and ports differ from run to run.
 */
export function shows(output: string, printed: string, { isWhole }: { readonly isWhole: boolean }): boolean {
  const pattern = masked(output)
    .split(/^…\n/m)
    .map((part) => part.split('…').map(escaped).join('.*'))
    .join('(?:.*\\n)*')
  return new RegExp(`^${pattern}${isWhole ? '$' : ''}`).test(masked(printed))
}

const installedBy = (body: string): readonly string[] =>
  [...body.matchAll(/^npm install (.*)$/gm)].flatMap(([, names = '']) =>
    names.split(/\s+/).filter((name) => !name.startsWith('-')),
  )

const isEnding = (word: string): word is Ending => ['succeeds', 'fails', 'until-shown', 'keeps-running'].includes(word)

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')

const masked = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '(id)')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '(time)')
    .replaceAll(/ *-?\d+(?:\.\d+)? ?m?s\b/g, '(duration)')
    .replaceAll(/127\.0\.0\.1:\d+/g, '(address)')

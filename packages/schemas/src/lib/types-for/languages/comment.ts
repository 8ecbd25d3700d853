/** Characters of a line of comment, at most. */
const width = 90

/** Lines of a description, with an empty one between paragraphs. Control characters become spaces. */
export function commentLines(description: string | undefined): readonly string[] {
  const paragraphs = (description ?? '').split(/\n\s*\n/).map((paragraph) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not reach generated code
    const text = paragraph.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
    return wrapped(text.split(' ').filter((word) => word !== ''))
  })
  return paragraphs
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

function wrapped(words: readonly string[]): readonly string[] {
  const lines: string[] = []
  for (const [index, word] of words.entries()) {
    const last = lines.at(-1)
    // The space after a word counts.
    const room = index === words.length - 1 ? width : width - 1
    if (last === undefined || last.length + 1 + word.length > room) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

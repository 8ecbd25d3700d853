/** A stretch of a string: text, or a variable with its sources. */
export type Piece = { readonly text: string } | { readonly variable: string; readonly sources: readonly string[] }

/** Where a variable starts; `${AWS::Region}` and `${Name}` are CloudFormation's. */
const head = /^\s*(?:\$\{|[A-Za-z]\w*(?:\([^()]*\))?:(?!:)|file\(|strToBool\()/

/** Splits a string into text and its outermost variables, in one pass. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { from, to } of outermost(text)) {
    const body = text.slice(from + 2, to)
    if (!head.test(body)) continue
    pieces.push({ text: text.slice(end, from) }, { variable: text.slice(from, to + 1), sources: sourcesOf(body) })
    end = to + 1
  }
  return [...pieces, { text: text.slice(end) }].filter((piece) => !('text' in piece) || piece.text !== '')
}

function outermost(text: string): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = []
  const open: number[] = []
  for (const { 0: token, index } of text.matchAll(/\$\{|\}/g)) {
    if (token === '${') open.push(index)
    else {
      const from = open.pop()
      if (from === undefined) continue
      // What it encloses is a part of it.
      while ((found.at(-1)?.from ?? -1) > from) found.pop()
      found.push({ from, to: index })
    }
  }
  return found
}

/** Splits the sources of a variable at the commas that are in no quotes and no variable. */
function sourcesOf(body: string): readonly string[] {
  const sources: string[] = []
  let from = 0
  let depth = 0
  let quote = ''
  for (const { 0: token, index } of body.matchAll(/\$\{|[}(),'"]/g)) {
    if (quote !== '') quote = token === quote ? '' : quote
    else if (token === "'" || token === '"') quote = token
    else if (token === '${' || token === '(') depth += 1
    else if (token === '}' || token === ')') depth -= 1
    else if (depth === 0) {
      sources.push(body.slice(from, index).trim())
      from = index + 1
    }
  }
  return [...sources, body.slice(from).trim()]
}

import {
  type DocBlock,
  DocCodeSpan,
  type DocComment,
  DocErrorText,
  DocEscapedText,
  DocFencedCode,
  DocHtmlEndTag,
  DocHtmlStartTag,
  DocLinkTag,
  type DocNode,
  DocNodeKind,
  DocPlainText,
} from '@microsoft/tsdoc'

/** A public comment in parts, each as Markdown. */
export interface Comment {
  readonly summary: string
  readonly remarks: string
  readonly parameters: readonly { readonly name: string; readonly text: string }[]
  readonly returns: string
  readonly deprecated: string
  readonly throws: readonly string[]
  readonly defaultValue: string
  readonly see: readonly string[]
  readonly examples: readonly string[]
}

/** Reads a comment of the model. */
export function commentOf(comment: DocComment | undefined): Comment {
  const blocks = (tag: string): readonly string[] =>
    (comment?.customBlocks ?? []).filter(({ blockTag }) => blockTag.tagNameWithUpperCase === tag).map(markdownOfBlock)
  return {
    summary: comment === undefined ? '' : markdownOf(comment.summarySection).trim(),
    remarks: markdownOfBlock(comment?.remarksBlock),
    parameters: [...(comment?.params.blocks ?? []), ...(comment?.typeParams.blocks ?? [])].map((block) => ({
      name: block.parameterName,
      text: markdownOfBlock(block),
    })),
    returns: markdownOfBlock(comment?.returnsBlock),
    deprecated: markdownOfBlock(comment?.deprecatedBlock),
    throws: blocks('@THROWS'),
    defaultValue: blocks('@DEFAULTVALUE').join(' '),
    see: (comment?.seeBlocks ?? []).map(markdownOfBlock),
    examples: blocks('@EXAMPLE'),
  }
}

function markdownOfBlock(block: DocBlock | undefined): string {
  return block === undefined ? '' : markdownOf(block.content).trim()
}

/** A part of a comment as Markdown; `{@link X}` becomes a link to `api:X`, for the page to resolve. */
function markdownOf(node: DocNode): string {
  if (node instanceof DocPlainText) return node.text
  if (node instanceof DocErrorText) return node.text
  if (node instanceof DocEscapedText) return node.encodedText
  if (node instanceof DocCodeSpan) return `\`${node.code}\``
  if (node instanceof DocFencedCode) return `\n\`\`\`${node.language}\n${node.code}\`\`\`\n`
  // A placeholder such as <name>.
  if (node instanceof DocHtmlStartTag || node instanceof DocHtmlEndTag) return node.emitAsHtml().replace('<', '\\<')
  if (node instanceof DocLinkTag) return markdownOfLink(node)
  if (node.kind === DocNodeKind.SoftBreak) return '\n'
  const inner = node.getChildNodes().map(markdownOf).join('')
  if (node.kind !== DocNodeKind.Paragraph) return inner
  return inner.trim() === '' ? '' : `${inner.trim()}\n\n`
}

function markdownOfLink({ urlDestination, linkText, codeDestination }: DocLinkTag): string {
  if (urlDestination !== undefined)
    return linkText === undefined ? `<${urlDestination}>` : `[${linkText}](${urlDestination})`
  const name =
    codeDestination?.memberReferences.map(({ memberIdentifier }) => memberIdentifier?.identifier).join('.') ?? ''
  return linkText === undefined ? `[\`${name}\`](api:${name})` : `[${linkText}](api:${name})`
}

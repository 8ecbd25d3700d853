import { type DefaultTreeAdapterMap, type ParserError, parse } from 'parse5'

/** An element of a document with its attributes. */
export interface Element {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  readonly text: string
}

/** The elements of a document in their order, and the parser's errors by their codes. */
export interface Elements {
  readonly elements: readonly Element[]
  readonly errors: readonly string[]
}

/** Reads a document as a browser does. */
export function elementsOf(html: string): Elements {
  const errors: string[] = []
  const onParseError = ({ code, startLine }: ParserError): void => void errors.push(`${code} in line ${startLine}`)
  const elements: Element[] = []
  const visit = (node: DefaultTreeAdapterMap['node']): void => {
    if ('attrs' in node) {
      const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]))
      elements.push({ tag: node.tagName, attributes, text: textWithin(node) })
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child)
  }
  visit(parse(html, { onParseError, sourceCodeLocationInfo: false }))
  return { elements, errors }
}

/** The text directly within an element; that of its children is theirs. */
function textWithin(node: DefaultTreeAdapterMap['element']): string {
  return node.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
}

/** The anchors of a document. */
export function idsOf(elements: readonly Element[]): readonly string[] {
  return elements.flatMap(({ attributes }) => attributes.get('id') ?? [])
}

const linkAttributes = ['href', 'src', 'poster', 'data', 'srcset', 'action']

/** The addresses that an element names. */
export function linksOf({ attributes }: Element): readonly string[] {
  return linkAttributes.flatMap((name) => attributes.get(name) ?? [])
}

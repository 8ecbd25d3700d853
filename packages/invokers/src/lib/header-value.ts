/** Percent-encodes what a header cannot carry. */
export function headerValue(value: string): string {
  return value.replace(/[^\x20-\x7e]+/g, (characters) => encodeURIComponent(Buffer.from(characters).toString()))
}

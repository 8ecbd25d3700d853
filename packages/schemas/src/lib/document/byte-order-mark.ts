/** The text without the byte order mark that editors and .NET write, which JSON does not have. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

const semanticsPage = 'https://github.com/async-invoke/async-invoke/blob/main/docs/semantics.md'

/**
 * Links to the page that explains a statement about Lambda's behaviour, its evidence, and the tests that show it.
 *
 * @param rule - a statement id, as refusals, findings and decisions carry it
 * @example
 * ```ts
 * helpUrlOf('CFG-14e') // 'https://github.com/async-invoke/async-invoke/blob/main/docs/semantics.md#cfg-14e'
 * ```
 */
export function helpUrlOf(rule: string): string {
  return `${semanticsPage}#${rule.toLowerCase().replaceAll('.', '')}`
}

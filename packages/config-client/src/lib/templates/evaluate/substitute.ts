import { all, andThen, type Evaluated, joined, onceByName } from './evaluated.ts'

/** Replaces the placeholders of `Fn::Sub`. Each name is evaluated once: its value may contain `Fn::Sub` in turn. */
export function substitute(pattern: string, evaluateName: (name: string) => Evaluated<string>): Evaluated<string> {
  const valueByName = onceByName(evaluateName)
  const parts: Evaluated<string>[] = []
  let end = 0
  for (const { 0: placeholder, 1: escaped, 2: name = '', index } of pattern.matchAll(placeholders)) {
    parts.push({ value: pattern.slice(end, index) }, escaped === '!' ? { value: `\${${name}}` } : valueByName(name))
    end = index + placeholder.length
  }
  return andThen(all([...parts, { value: pattern.slice(end) }]), (values) => joined(values))
}

/** No brace inside a placeholder: so a search takes linear time. */
const placeholders = /\$\{(!?)([^{}]+)\}/g

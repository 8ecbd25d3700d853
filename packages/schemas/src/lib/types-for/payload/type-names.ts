import { pascalCase } from '../languages/names.ts'

/** Names that mean something else in one of the languages or its libraries, in lower case. */
const taken =
  `any array arraylist basemodel bool boolean byte bytes character class config dict double enum exception false field
  float function integer iterable json jsonignoreproperties jsoninclude jsonnode jsonproperty list literal long map math module
  none null number object optional override package partial promise readonly record runtimeexception set short string
  strictbool strictfloat strictint strictstr symbol system thread throwable true tuple type undefined union unknown void`.split(
    /\s+/,
  )

/** Gives types names that are valid and distinct in every language, case aside. */
export interface TypeNames {
  /**
   * A name that no other type has.
   *
   * @param wish - any text
   * @param owner - goes before the name where it is taken
   */
  claim(wish: string, owner: string): string
}

export function createTypeNames(existing: Iterable<string>): TypeNames {
  const used = new Set([...taken, ...[...existing].map((name) => name.toLowerCase())])
  return {
    claim(wish, owner) {
      const plain = typeName(wish)
      const apart = typeName(`${owner}${plain}`)
      let name = used.has(plain.toLowerCase()) ? apart : plain
      for (let number = 2; used.has(name.toLowerCase()); number += 1) name = `${apart}${number}`
      used.add(name.toLowerCase())
      return name
    },
  }
}

/** Any text as the name of a type. */
export function typeName(text: string): string {
  const name = /^[A-Za-z][A-Za-z0-9]*$/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : pascalCase(text)
  const cut = name.slice(0, 100)
  return /^[A-Z]/.test(cut) ? cut : `Type${cut}`
}

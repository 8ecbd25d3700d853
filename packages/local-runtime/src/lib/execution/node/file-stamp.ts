const { statSync } = process.getBuiltinModule('node:fs')

/** Size and time of a file as text, `gone` for one that cannot be read. The Python program computes the same. */
export function stampOf(path: string): string {
  try {
    const { size, mtimeNs } = statSync(path, { bigint: true })
    return `${size}/${mtimeNs}`
  } catch {
    return 'gone'
  }
}

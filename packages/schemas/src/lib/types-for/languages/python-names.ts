/** Keywords, and names that pydantic's models have already, in version 1 or 2. */
const reserved = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield
  Config construct copy dict fields from_orm json parse_file parse_obj parse_raw schema schema_json
  update_forward_refs validate BaseModel Field`.split(/\s+/),
)

/**
 * A name for a field: that of the member where Python and pydantic allow it.
 *
 * @param isTaken - whether the name means something else in the class
 */
export function pythonName(member: string, isTaken: boolean): string {
  const letters = member.replaceAll(/[^A-Za-z0-9_]/g, '_').replace(/^_+/, '')
  const name = letters === '' || /^[0-9]|^model_/.test(letters) ? `field_${letters}` : letters
  return isTaken || reserved.has(name) ? `${name}_` : name
}

/** A character that a service refuses in an attribute. */
export interface RefusedCharacter {
  readonly attribute: string
  readonly character: string
}

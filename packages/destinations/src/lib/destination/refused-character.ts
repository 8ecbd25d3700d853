/** A character that a service refuses in a message attribute. */
export interface RefusedCharacter {
  readonly attribute: string
  readonly character: string
}

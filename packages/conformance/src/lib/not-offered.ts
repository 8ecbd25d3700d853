/** Thrown in a scenario when the endpoint lacks something that the scenario needs: it shows nothing either way. */
export class NotOffered extends Error {
  override readonly name = 'NotOffered'
}

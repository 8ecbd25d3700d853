/** Why a resource of a template is not served. */
export class NotServed extends Error {
  override readonly name = 'NotServed'
}

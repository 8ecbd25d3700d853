/**
 * The checks that the service makes of a Put or Update, in its order (CFG-9, CFG-20): the model's constraints on name,
 * qualifier and settings; at least one setting; qualifiers that agree, in the service's own region and account; an
 * existing function, version or alias; what the ARN of a destination shows; an existing destination; an execution role
 * that may send to it.
 */
const order: readonly ConfigTest[] = [
  'model',
  'specified',
  'reference',
  'target',
  'destinations',
  'existence',
  'permission',
]

/** A check that {@link orderConfigTests} puts in order. */
export type ConfigTest = 'model' | 'specified' | 'reference' | 'target' | 'destinations' | 'existence' | 'permission'

/**
 * Puts the checks of a Put or Update in the order of the service. A client leaves out those that need the service.
 *
 * @param tests - by name, in any form: a list of refusals, or a function to call once the checks before it have passed
 * @example
 * ```ts
 * orderConfigTests({ destinations: checkDestinations(request, owner), model: checkEventInvokeConfigModel(request) })
 * // [refusals of the model, refusals of the destinations]
 * ```
 */
export function orderConfigTests<Test>(tests: { readonly [Name in ConfigTest]?: Test }): readonly Test[] {
  return order.flatMap((name) => {
    const test = tests[name]
    return test === undefined ? [] : [test]
  })
}

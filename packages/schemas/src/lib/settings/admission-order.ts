/**
 * The tests that the service makes of a Put or Update, in its order (CFG-9, CFG-20): the model's constraints on name,
 * qualifier and settings; that a setting is there; that qualifiers agree, and region and account are the service's own;
 * that the function, version or alias is there; what an ARN says of a destination; that the destination is there; that
 * the execution role may send to it.
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

/** One of the tests that {@link orderConfigTests} brings into order. */
export type ConfigTest = 'model' | 'specified' | 'reference' | 'target' | 'destinations' | 'existence' | 'permission'

/**
 * Tests of a Put or Update in the order in which the service makes them. Which can be made depends on what is known: a
 * client leaves out those that need the service.
 *
 * A test is whatever the caller makes of it: a list of refusals, or a function to be called when those before have passed.
 *
 * @example orderConfigTests({ destinations: checkDestinations(request, owner), model: checkEventInvokeConfigModel(request) })
 * // [the model's refusals, those of the destinations]
 */
export function orderConfigTests<Test>(tests: { readonly [Name in ConfigTest]?: Test }): readonly Test[] {
  return order.flatMap((name) => {
    const test = tests[name]
    return test === undefined ? [] : [test]
  })
}

/** Ships an order, and fails for one without items. */
export const handler = async ({ orderId, items = [] }) => {
  if (items.length === 0) throw new Error(`order ${orderId} has no items`)
  return { shipped: orderId }
}

/** Fails for an order without items. Its failures go to a destination, as records. */
export async function handler({ orderId, items }: { readonly orderId: string; readonly items: readonly string[] }) {
  console.log(`order ${orderId} has ${items.length} items`)
  if (items.length === 0) throw new Error(`order ${orderId} cannot be shipped`)
}

/** Fails for an order without items. */
export async function handler({ orderId, items }: { readonly orderId: string; readonly items: readonly string[] }) {
  if (items.length === 0) throw new Error(`order ${orderId} has no items`)
}

/** Fails for every order. Its failures go to a dead-letter queue, as the events themselves. */
export async function handler({ orderId }: { readonly orderId: string }) {
  console.warn(`no payment for order ${orderId}`)
  throw new Error(`order ${orderId} cannot be refunded`)
}

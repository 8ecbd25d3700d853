class PaymentDeclined extends Error {
  override name = 'PaymentDeclined'
}

/** Declines every payment but those of 1. */
export async function handler({ amount }: { readonly amount?: number }) {
  if (amount === undefined) throw new TypeError('a payment needs an amount')
  if (amount !== 1) throw new PaymentDeclined(`${amount} declined`)
}

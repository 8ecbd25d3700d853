import { createEffects } from '@async-invoke/local-runtime/testing'

export const effects = createEffects()

/** Charges twice when Lambda delivers an order twice. */
export const handler = async ({ orderId }) => {
  await effects.call('charge', { orderId })
}

/** The key makes a repetition harmless. */
export const repeatable = async ({ orderId }) => {
  await effects.call('charge', { orderId }, { key: orderId })
}

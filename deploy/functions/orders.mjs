/** The function of the reference deployment: replace it with your own. */
export const handler = async ({ orderId }) => {
  console.log(`order ${orderId}`)
  return { orderId }
}

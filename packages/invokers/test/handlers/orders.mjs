export const handler = async (event, context) => {
  if (event.throws) throw new Error('no items')
  if (event.exits) process.exit(3)
  if (event.sleeps) await new Promise((resolve) => setTimeout(resolve, event.sleeps))
  return {
    event,
    requestId: context.awsRequestId,
    custom: context.clientContext?.custom,
    trace: process.env._X_AMZN_TRACE_ID,
  }
}

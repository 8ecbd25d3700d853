/** Fails on every event. */
export const handler = async () => {
  throw new Error('This function always fails')
}

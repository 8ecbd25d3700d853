/** Fails whatever it is sent. */
export const handler = async () => {
  throw new Error('This function always fails')
}

/** Writes all that it knows, credentials included, and fails with some of it. */
export const handler = async (event) => {
  console.log(process.env)
  console.log(JSON.stringify({ env: process.env.API_SECRET, keys: 'AKIAIOSFODNN7EXAMPLE' }))
  throw new Error(`cannot pay ${JSON.stringify(event).slice(0, 200)} with ${process.env.API_SECRET} in ${process.env.STAGE}`)
}

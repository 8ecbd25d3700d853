let runs = 0

/** Returns the tenant and how many runs this environment has had. */
export const handler = async (_event, context) => {
  runs += 1
  return { tenant: context.tenantId ?? null, runs }
}

/** A promise that the store breaks on purpose, in the text of its statements or of a function of its schema. */
interface Breakage {
  /** Name of the function; a statement of the store without it. */
  readonly sqlFunction?: string
  /** Name of the function that has the text of the statement, too. */
  readonly alsoIn?: string
  readonly from: string
  readonly to: string
  /** Form of a violation that must be found. */
  readonly finds: RegExp
}

/** By name. */
export const breakages: Readonly<Record<string, Breakage>> = {
  fence: {
    alsoIn: 'settle_done',
    from: 'i.lease = s.lease and',
    to: '',
    finds: /was settled as .* which asked for|which the store did not do/,
  },
  limit: {
    sqlFunction: 'claim',
    from: 'lim.most - count(*)',
    to: '1000 - count(*)',
    finds: /had \d+ leases at once/,
  },
  'old leases': {
    sqlFunction: 'claim',
    from: 'least(min(i.counted), counted_from)',
    to: 'counted_from',
    finds: /had \d+ leases at once/,
  },
  outbox: {
    from: 'u.n in (select o.n from done',
    to: 'false and u.n in (select o.n from done',
    finds: /was settled as .*"outbox":\[\].* which asked for/,
  },
  'lost event': {
    sqlFunction: 'put',
    from: 'where true\n',
    to: 'where random() < 0.98\n',
    finds: /is not in the store|is lost/,
  },
  'double settlement': {
    alsoIn: 'settle_done',
    from: 'delete from async_invoke.item i using settled s, clock where',
    to: 'update async_invoke.item i set visible = clock.now_ms from settled s, clock where',
    finds: /which the store did not do/,
  },
  'double lease': {
    sqlFunction: 'claim',
    from: ' and i.visible <= now_ms',
    to: '',
    finds: /was leased twice at one time|before it was due/,
  },
  'fence of extensions': {
    sqlFunction: 'extend',
    from: 'and i.lease = t.lease',
    to: '',
    finds: /extended the lease of|which asked for nothing/,
  },
  'forgotten state': {
    from: 'state = substring($9::bytea from s.state_at for s.state_length), state_sum = s.state_sum,',
    to: '',
    finds: /was settled as .*"to":"again".* which asked for/,
  },
  'early retry': {
    from: 'due = clock.now_ms + s.delay, visible = clock.now_ms + s.delay,',
    to: 'due = clock.now_ms + s.delay / 2, visible = clock.now_ms + s.delay / 2,',
    finds: /was settled as .*"to":"again".* which asked for/,
  },
}

function named(name: string): Breakage {
  const breakage = breakages[name]
  if (breakage === undefined)
    throw new RangeError(`--broken is one of ${Object.keys(breakages).join(', ')}, not ${name}`)
  return breakage
}

/** The text of a statement, broken if the breakage concerns it. */
export function brokenText(text: string, name: string | undefined): string {
  if (name === undefined) return text
  const { sqlFunction, from, to } = named(name)
  return sqlFunction === undefined ? text.replaceAll(from, to) : text
}

/**
 * Breaks a function of the schema, if the breakage concerns one.
 *
 * @throws {@link Error} if it no longer has the text
 */
export async function breakSchema(
  database: { query(text: string, values: unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }> },
  name: string | undefined,
): Promise<void> {
  if (name === undefined) return
  const { alsoIn, sqlFunction = alsoIn, from, to } = named(name)
  if (sqlFunction === undefined) return
  const { rows } = await database.query('select pg_get_functiondef(to_regproc($1)) as text', [
    `async_invoke.${sqlFunction}`,
  ])
  const text = String(rows[0]?.text)
  if (!text.includes(from)) throw new Error(`${name}: async_invoke.${sqlFunction} has no ${JSON.stringify(from)}`)
  await database.query(text.replaceAll(from, to), [])
}

import { type AnswerAwsCommand, type WatchedAwsClient, watchAwsClient } from './aws-client.ts'
import { fetchStep, noteStatus } from './fetch-step.ts'
import { takeStep } from './run-control.ts'
import { watchObject } from './watch-object.ts'
import { type Step, World } from './world.ts'

/** Options of {@link Effects.call}. */
export interface EffectOptions<Answer> {
  /** Idempotency key: the service behind the call ignores a repetition with the same key. */
  readonly key?: string
  /**
   * Does the work, and returns the answer for the handler. If it throws, the effect has not happened.
   *
   * @defaultValue nothing, answered with `undefined`
   */
  readonly perform?: () => Answer | Promise<Answer>
}

/** A table of a handler's data. Each call is one atomic step, as a call to a database is. Values are copied. */
export interface EffectTable<Value = unknown> {
  get(key: string): Promise<Value | undefined>
  put(key: string, value: Value): Promise<void>
  /** Puts the value if there is none; returns false, without a change, if there is one. */
  putIfAbsent(key: string, value: Value): Promise<boolean>
  /** Replaces the value by what `change` returns for it, in one step, and returns it; `undefined` removes it. */
  update(key: string, change: (current: Value | undefined) => Value | undefined): Promise<Value | undefined>
  delete(key: string): Promise<void>
}

/** Records what a handler does outside, and lets `explore` stop, fail and cut it there. Outside of `explore`, it only performs. */
export interface Effects {
  /** Records a call that is an effect: a payment, a message, an e-mail. Every call counts, apart from repetitions of a key. */
  call<Answer = undefined>(name: string, data?: unknown, options?: EffectOptions<Answer>): Promise<Answer | undefined>
  /** Records a call that changes nothing, so that runs can meet there. */
  read<Answer>(name: string, perform: () => Answer | Promise<Answer>): Promise<Answer>
  /** A table by name, empty at the begin of each schedule. */
  table<Value = unknown>(name: string): EffectTable<Value>
  /**
   * Watches an object whose methods are calls to the outside, such as a client that a test has replaced, and the objects in
   * its members. Methods whose names begin like `get`, `find`, `list`, `read`, `query`, `scan`, `has`, `head`, `describe`,
   * `count`, `load` or `fetch` change nothing; every other call is an effect, with an `idempotencyKey` in its arguments, or a
   * header `Idempotency-Key`, as its key.
   */
  watch<Target extends object>(name: string, target: Target): Target
  /**
   * Watches a client of the AWS SDK v3. Nothing reaches AWS: without `answer`, DynamoDB's items, conditions, updates,
   * transactions and queries, and S3's objects, work in memory, and other commands are answered with nothing. Commands that
   * read change nothing, puts and deletes set their target, and the rest are effects, with the client token, deduplication
   * id or name of the input as their key. Of a batch, each entry is an effect, and the last one may fail.
   *
   * @param answer - answers every command in place of AWS
   */
  watchAws(client: WatchedAwsClient, answer?: AnswerAwsCommand): void
  /**
   * Creates a `fetch` that never goes out. `GET`, `HEAD` and `OPTIONS` change nothing, `PUT` and `DELETE` set the resource,
   * and the rest are effects, with the header `Idempotency-Key` as their key. An answer that is not `ok` has changed nothing.
   *
   * @param answer - answers a request; `200` and `{}` without it
   */
  fetch(answer?: AnswerFetch): typeof fetch
}

/** Answers a request in place of its server. It may keep data in tables of {@link Effects}. */
export type AnswerFetch = (request: Request) => Response | Promise<Response>

/** {@link Effects} with the side that an exploration uses. */
export class RecordedEffects implements Effects {
  #worlds = { current: new World() }

  async call<Answer = undefined>(
    name: string,
    data?: unknown,
    { key, perform }: EffectOptions<Answer> = {},
  ): Promise<Answer | undefined> {
    const step: Step = { name, kind: key === undefined ? 'append' : 'keyed', data, ...(key !== undefined && { key }) }
    return this.step(step, async () => {
      const answer = await perform?.()
      this.#worlds.current.calls.push(step)
      return answer
    })
  }

  async read<Answer>(name: string, perform: () => Answer | Promise<Answer>): Promise<Answer> {
    return this.step({ name, kind: 'read' }, perform)
  }

  table<Value = unknown>(name: string): EffectTable<Value> {
    const rows = (): Map<string, unknown> => this.#worlds.current.table(name)
    const step = <Answer>(verb: string, key: string, perform: () => Answer, data?: unknown): Promise<Answer> =>
      this.step({ name: `${verb} ${name}/${key}`, kind: verb === 'get' ? 'read' : 'state', data }, perform)
    // Sound as long as one program uses one type for a table.
    const read = (key: string): Value | undefined => structuredClone(rows().get(key)) as Value | undefined
    const write = (key: string, value: Value | undefined): void => {
      if (value === undefined) rows().delete(key)
      else rows().set(key, structuredClone(value))
    }
    return {
      get: (key) => step('get', key, () => read(key)),
      put: (key, value) => step('put', key, () => write(key, value), value),
      putIfAbsent: (key, value) =>
        step(
          'put if absent',
          key,
          () => {
            const isAbsent = !rows().has(key)
            if (isAbsent) write(key, value)
            return isAbsent
          },
          value,
        ),
      update: (key, change) =>
        step('update', key, () => {
          const next = change(read(key))
          write(key, next)
          return next
        }),
      delete: (key) => step('delete', key, () => write(key, undefined)),
    }
  }

  watch<Target extends object>(name: string, target: Target): Target {
    return watchObject(name, target, {
      step: (step, perform) => this.step(step, perform),
      note: (step) => void this.#worlds.current.calls.push(step),
    })
  }

  watchAws(client: WatchedAwsClient, answer?: AnswerAwsCommand): void {
    watchAwsClient(client, answer, {
      step: (step, perform) => takeStep(step, perform),
      world: () => this.#worlds.current,
    })
  }
  fetch(answer: AnswerFetch = () => Response.json({})): typeof fetch {
    return async (input, init) => {
      const request = new Request(input, init)
      const { step, change } = await fetchStep(request)
      const status = { isRead: false }
      return takeStep({ ...step, status }, async (fails) => {
        const response = fails ? new Response('injected by explore', { status: 503 }) : await answer(request)
        if (response.ok) change(this.#worlds.current)
        return noteStatus(response, status)
      })
    }
  }

  /** Takes a step in the current run. */
  step<Answer>(step: Step, perform: () => Answer | Promise<Answer>): Promise<Answer> {
    return takeStep(step, perform)
  }

  /** Begins a schedule in an empty world. */
  begin(): World {
    this.#worlds.current = new World()
    return this.#worlds.current
  }

  /** Records into the world of other effects from now on: those of another environment of the same handler. */
  join(worlds: { current: World }): void {
    this.#worlds = worlds
  }

  /** The world that {@link join} shares. */
  get worlds(): { current: World } {
    return this.#worlds
  }
}

/** True for a recorder, whichever copy of this package has created it. */
export function isRecorded(effects: unknown): effects is RecordedEffects {
  return effects instanceof Object && 'begin' in effects && 'join' in effects && 'step' in effects
}

/**
 * Creates a recorder of side effects for `explore`.
 *
 * @example
 * ```ts
 * const effects = createEffects()
 * const handler = async ({ orderId }) => {
 *   await effects.call('charge', { orderId }, { key: orderId })
 * }
 * ```
 */
export function createEffects(): Effects {
  return new RecordedEffects()
}

import type { Step } from './world.ts'

interface Watching {
  step<Answer>(step: Step, perform: () => Answer | Promise<Answer>): Promise<Answer>
  /** Notes an effect that has happened. */
  note(step: Step): void
}

const reads = /^(get|find|list|read|query|scan|has|head|describe|count|load|fetch)/

/** Names of arguments that make a repetition without effect, without their punctuation. */
const keyNames = new Set(['idempotencykey', 'idempotencytoken', 'clientrequesttoken', 'clienttoken', 'deduplicationid'])

/** Watches the methods of an object, and of the objects in its members, as calls to the outside. */
export function watchObject<Target extends object>(name: string, target: Target, watching: Watching): Target {
  return new Proxy(target, {
    get: (object, member) => {
      const value: unknown = Reflect.get(object, member, object)
      if (typeof member !== 'string') return value
      if (isHolder(value)) return watchObject(`${name}.${member}`, value, watching)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        const step = stepOf(`${name}.${member}`, member, args)
        return watching.step(step, async () => {
          const answer = await value.apply(object, args)
          if (step.kind !== 'read') watching.note(step)
          return answer
        })
      }
    },
  })
}

function stepOf(name: string, member: string, data: readonly unknown[]): Step {
  if (reads.test(member)) return { name, kind: 'read', data }
  const key = data.map((each) => keyIn(each, 2)).find((each) => each !== undefined)
  return key === undefined ? { name, kind: 'append', data } : { name, kind: 'keyed', key, data }
}

/** The idempotency key among the members of an argument, such as its headers. */
function keyIn(value: unknown, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null || depth === 0) return undefined
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string' && keyNames.has(name.toLowerCase().replaceAll(/[-_]/g, ''))) return member
    const inner = keyIn(member, depth - 1)
    if (inner !== undefined) return inner
  }
  return undefined
}

/** True for an object with methods of its own, not a value such as a date, a list or a promise. */
function isHolder(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  if (ArrayBuffer.isView(value) || Array.isArray(value) || value instanceof Date || value instanceof Promise)
    return false
  return !(value instanceof Map || value instanceof Set || value instanceof RegExp)
}

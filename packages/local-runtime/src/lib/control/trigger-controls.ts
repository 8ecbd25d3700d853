import { json } from '../http/api-request.ts'
import { isObject } from '../http/json-body.ts'
import type { BucketNotifications } from '../triggers/buckets/bucket-notifications.ts'
import { bodyOf, type Controls, problem } from './answers.ts'

export interface TriggerControlDependencies {
  readonly buckets: BucketNotifications
}

/** Reports changes of which no service of this machine tells the runtime. */
export function triggerControls({ buckets }: TriggerControlDependencies): Controls {
  return {
    /** Notifies functions of a change of an object, as S3 does. */
    async 'POST triggers'(request, source) {
      if (source !== 's3') return problem(404, `there is no trigger ${source}; there is s3`)
      const body = await bodyOf(request)
      const { bucket, key, event = 'ObjectCreated:Put', size } = isObject(body) ? body : {}
      if (typeof bucket !== 'string' || typeof key !== 'string' || typeof event !== 'string')
        return problem(400, 'a change of an object has a bucket, a key, and an event such as ObjectCreated:Put')
      const change = { bucket, key, event, ...(typeof size === 'number' && { size }) }
      const notified = await buckets.notify(change)
      if (notified.length > 0) return json(200, { notified })
      return problem(404, `no function is notified of ${event} of ${key} in ${bucket}`)
    },
  }
}

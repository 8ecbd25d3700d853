import type { Static } from '@sinclair/typebox'
import { expectTypeOf } from 'vitest'
import type { timeline } from '../../../definitions/timeline.ts'
import type { Timeline } from './timeline.ts'

// The published interface and the schema it documents cannot drift: equal in both directions, compiled by `typecheck`.
expectTypeOf<Timeline>().toEqualTypeOf<Static<typeof timeline>>()

import type { Static } from '@sinclair/typebox'
import { expectTypeOf } from 'vitest'
import type { desiredState } from '../../../definitions/desired-state.ts'
import type { DesiredState } from './desired-state.ts'

expectTypeOf<DesiredState>().toEqualTypeOf<Static<typeof desiredState>>()

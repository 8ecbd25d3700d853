import { isInvocationRecord } from '@async-invoke/schemas/invocation-record'

export const validate = (value: unknown): boolean => isInvocationRecord(value)

import { zodRecord } from './zod-record.ts'

export const validate = (value: unknown): boolean => zodRecord.safeParse(value).success

import { randomUUID } from 'node:crypto'
import type { Attachment, AttachmentKind } from './attachment.ts'
import { type AliasRecord, type FunctionRecord, latestVersion, type VersionRecord } from './function-record.ts'

/** Finds what is attached to exactly this qualifier. */
export function attachmentOf(record: FunctionRecord, qualifier: string = latestVersion): Attachment {
  return record.attachments?.find((attachment) => attachment.qualifier === qualifier) ?? { qualifier }
}

/** Attaches something to a qualifier, in place of what was there. */
export function attach(record: FunctionRecord, attachment: Attachment): FunctionRecord {
  const others = (record.attachments ?? []).filter(({ qualifier }) => qualifier !== attachment.qualifier)
  return { ...record, attachments: [...others, attachment] }
}

/** Removes one kind of attachment from a qualifier. */
export function detach(record: FunctionRecord, qualifier: string, kind: AttachmentKind): FunctionRecord {
  const { [kind]: _, ...rest } = attachmentOf(record, qualifier)
  return attach(record, rest)
}

/** Removes all that was stored for a qualifier: its settings and what is attached to it. */
export function withoutQualifier(record: FunctionRecord, qualifier: string): FunctionRecord {
  const others = <T extends { readonly qualifier: string }>(list: readonly T[] = []): readonly T[] =>
    list.filter((each) => each.qualifier !== qualifier)
  return { ...record, configs: others(record.configs), attachments: others(record.attachments) }
}

/** Gives a version or alias a new revision, as a change of its policy does. */
export function revise(record: FunctionRecord, qualifier: string): FunctionRecord {
  const revisionId = randomUUID()
  if (qualifier === latestVersion) return { ...record, latest: { ...record.latest, revisionId } }
  const published = record.published.map(
    (version): VersionRecord => (version.version === qualifier ? { ...version, revisionId } : version),
  )
  const aliases = record.aliases.map(
    (alias): AliasRecord => (alias.name === qualifier ? { ...alias, revisionId } : alias),
  )
  return { ...record, published, aliases }
}

/** Total provisioned concurrency of a function. */
export function provisionedIn({ attachments = [] }: FunctionRecord): number {
  return attachments.reduce((sum, { provisioned }) => sum + (provisioned?.requested ?? 0), 0)
}

/** Concurrency that functions hold of the account's: their reservation, or without one what is provisioned. */
export function heldIn(records: readonly FunctionRecord[]): number {
  return records.reduce((sum, record) => sum + (record.reservedConcurrency ?? provisionedIn(record)), 0)
}

/** A target of a rule, under the names of EventBridge's API. */
export interface RuleTarget {
  readonly Id: string
  readonly Arn: string
  readonly Input?: string
  readonly InputPath?: string
  readonly InputTransformer?: {
    readonly InputPathsMap?: Readonly<Record<string, string>>
    readonly InputTemplate: string
  }
  readonly DeadLetterConfig?: { readonly Arn?: string }
}

/** A rule of an event bus: what matches its pattern, or its schedule, goes to its targets (EVB-1). */
export interface Rule {
  readonly name: string
  readonly arn: string
  readonly bus: string
  readonly description?: string
  /** As JSON text. */
  readonly pattern?: string
  readonly schedule?: string
  readonly enabled: boolean
  readonly targets: readonly RuleTarget[]
}

/** An event as rules see it, and its JSON text as targets receive it. */
export interface BusEvent {
  readonly id: string
  readonly bus: string
  readonly text: string
}

/** The members of an event that its sender determines. */
export interface EventParts {
  readonly source: string
  readonly detailType: string
  readonly resources: readonly string[]
  /** A JSON object, as text: it travels unchanged. */
  readonly detail: string
  readonly timeMs: number
}

/** Formats an event (CON-4): its time has no fraction of a second. */
export function formatEvent(
  id: string,
  { source, detailType, resources, detail, timeMs }: EventParts,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): string {
  const time = new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z')
  const head = { version: '0', id, 'detail-type': detailType, source, account: accountId, time, region, resources }
  return `${JSON.stringify(head).slice(0, -1)},"detail":${detail}}`
}

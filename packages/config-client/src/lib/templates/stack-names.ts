/** The call that {@link readPhysicalNames} makes. The `CloudFormation` of `@aws-sdk/client-cloudformation` has it. */
export interface StackResourcesApi {
  listStackResources(input: StackResourcesPage): Promise<{
    readonly StackResourceSummaries?: readonly StackResource[] | undefined
    readonly NextToken?: string | undefined
  }>
}

/** One page of the list of a stack's resources. */
export interface StackResourcesPage {
  StackName: string
  NextToken?: string
}

/** A resource of a stack, as CloudFormation lists it. */
export interface StackResource {
  readonly LogicalResourceId?: string | undefined
  readonly PhysicalResourceId?: string | undefined
  readonly ResourceType?: string | undefined
  readonly ResourceStatus?: string | undefined
}

/** The names of a deployed stack. */
export interface StackNames {
  /** Physical ids by logical id, for the `physicalNames` of a context. */
  readonly physicalNames: Readonly<Record<string, string>>
  /** ARNs of nested stacks by logical id. Their resources are not among the names: read each by its ARN. */
  readonly nestedStacks: Readonly<Record<string, string>>
}

/**
 * Reads the names that CloudFormation generated for the resources of a stack, all pages, so that a template without names
 * can be planned. Resources that do not exist, yet or any more, have none.
 *
 * The caller needs `cloudformation:ListStackResources`.
 *
 * @param stackName - name or ARN of the stack
 *
 * @throws {@link Error} with the error of the call as its `cause`, if the stack cannot be read.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html
 *
 * @example
 * ```ts
 * const { physicalNames } = await readPhysicalNames(new CloudFormation({}), 'shop-prod')
 * readCloudFormation(template, { region, accountId, physicalNames }).desired
 * ```
 */
export async function readPhysicalNames(cloudFormation: StackResourcesApi, stackName: string): Promise<StackNames> {
  const physicalNames = new Map<string, string>()
  const nestedStacks = new Map<string, string>()
  for await (const resource of resourcesOf(cloudFormation, stackName)) {
    const { LogicalResourceId: id, PhysicalResourceId: name, ResourceType, ResourceStatus } = resource
    if (!id || !name || ResourceStatus === 'DELETE_COMPLETE') continue
    if (ResourceType === 'AWS::CloudFormation::Stack') nestedStacks.set(id, name)
    else physicalNames.set(id, name)
  }
  return { physicalNames: Object.fromEntries(physicalNames), nestedStacks: Object.fromEntries(nestedStacks) }
}

async function* resourcesOf(cloudFormation: StackResourcesApi, StackName: string): AsyncIterable<StackResource> {
  const seen = new Set<string>()
  let page: StackResourcesPage | undefined = { StackName }
  while (page !== undefined) {
    const { StackResourceSummaries = [], NextToken } = await listed(cloudFormation, page)
    yield* StackResourceSummaries
    if (NextToken !== undefined && seen.has(NextToken))
      throw new Error(`cannot read the resources of the stack ${StackName}: the list repeats its page ${NextToken}`)
    if (NextToken) seen.add(NextToken)
    page = NextToken ? { StackName, NextToken } : undefined
  }
}

async function listed(cloudFormation: StackResourcesApi, page: StackResourcesPage) {
  try {
    return await cloudFormation.listStackResources(page)
  } catch (cause) {
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
    const hint = /AccessDenied/.test(why) ? '; the caller needs cloudformation:ListStackResources' : ''
    throw new Error(`cannot read the resources of the stack ${page.StackName}: ${why}${hint}`, { cause })
  }
}

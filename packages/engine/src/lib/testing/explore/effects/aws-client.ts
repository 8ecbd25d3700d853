import { batchOf, isTableBatch } from './aws-batches.ts'
import { awsStep, rowOf, targetOf } from './aws-step.ts'
import { DynamoTables } from './dynamo-tables.ts'
import { answerS3 } from './s3-objects.ts'
import type { Step, World } from './world.ts'

/** A client of the AWS SDK for JavaScript v3, as far as it is needed here. */
export interface WatchedAwsClient {
  readonly middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: each client has types of its own for its middleware
    add(middleware: any, options: any): void
  }
}

/** Answers a command in place of AWS. It may keep data in tables of `Effects`. If it throws, nothing has happened. */
export type AnswerAwsCommand = (commandName: string, input: Readonly<Record<string, unknown>>) => unknown

interface Watching {
  step<Answer>(step: Step, perform: (fails: boolean) => Answer | Promise<Answer>): Promise<Answer>
  world(): World
}

type Input = Readonly<Record<string, unknown>>

/** Operations of DynamoDB by the names that the document client gives them. */
const longNames: Readonly<Record<string, string>> = {
  ...{ Get: 'GetItem', Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', BatchGet: 'BatchGetItem' },
  ...{ BatchWrite: 'BatchWriteItem', TransactWrite: 'TransactWriteItems', TransactGet: 'TransactGetItems' },
}

/** Adds the middleware that answers each command in place of AWS, as one step. */
export function watchAwsClient(
  client: WatchedAwsClient,
  answer: AnswerAwsCommand | undefined,
  { step, world }: Watching,
): void {
  const dynamo = new DynamoTables()
  const middleware =
    (_next: unknown, { commandName = 'Command' }: { commandName?: string }) =>
    async ({ input }: { input: Input }) => {
      const short = commandName.replace(/Command$/, '')
      const operation = longNames[short] ?? short
      const taken = awsStep(operation, input, answer === undefined)
      const output = await step(taken, async (fails) => {
        if (answer !== undefined) {
          const answered = await answer(commandName, input)
          change(world(), operation, input, taken)
          return answered ?? defaultAnswer(operation)
        }
        const batch = batchOf(operation, input)
        if (batch !== undefined) {
          const entries = fails ? batch.entries.slice(0, -1) : batch.entries
          if (!isTableBatch(operation)) world().calls.push(...entries.map(({ step }) => step))
          else dynamo.answer(operation, batch.inputOf(entries), world())
          return batch.answer(fails)
        }
        const answered = answerS3(operation, input, world()) ?? dynamo.answer(operation, input, world())
        if (answered === undefined) change(world(), operation, input, taken)
        return answered ?? defaultAnswer(operation)
      })
      return { response: {}, output: { $metadata: {}, ...(typeof output === 'object' ? output : {}) } }
    }
  client.middlewareStack.add(middleware, {
    step: 'initialize',
    priority: 'high',
    name: 'exploreEffects',
    override: true,
  })
}

/** The part of an answer that handlers read where nothing answers. */
function defaultAnswer(operation: string): Input {
  if (/^(SendMessage|Publish|SendEmail)$/.test(operation)) return { MessageId: '00000000-0000-4000-8000-000000000000' }
  return operation === 'Invoke' ? { StatusCode: 202 } : {}
}

function change(world: World, operation: string, input: Input, step: Step): void {
  if (step.kind === 'append' || step.kind === 'keyed') world.calls.push(...(step.parts ?? [step]))
  if (step.kind !== 'state') return
  const rows = world.table(targetOf(input) || operation.replace(/^(Put|Set|Update|Delete)/, ''))
  const key = rowOf(input)
  if (operation.startsWith('Delete')) rows.delete(key)
  else rows.set(key, input.Item ?? input.Body ?? input)
}

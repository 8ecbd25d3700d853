import { checkDocument, type DocumentSchema } from '../scenario/check-document.ts'
import { parseDocument } from '../scenario/parse-document.ts'
import { ScenarioError } from '../scenario/scenario-error.ts'

/** A unit that a scenario uses some quantity of, and that can have a price. */
export type Priced =
  | 'events'
  | 'runs'
  | 'gbSeconds'
  | 'sqs:SendMessage'
  | 'sns:Publish'
  | 'lambda:InvokeFunction'
  | 'events:PutEvents'
  | 's3:PutObject'

/** What each unit is. */
export const priced: Readonly<Record<Priced, string>> = {
  events: 'an event that is accepted',
  runs: 'a run of a function',
  gbSeconds: 'a second of a run with 1,024 MB',
  'sqs:SendMessage': 'a record or dead letter that is sent to a queue',
  'sns:Publish': 'a record or dead letter that is sent to a topic',
  'lambda:InvokeFunction': 'a record that is sent to a function',
  'events:PutEvents': 'a record that is sent to an event bus',
  's3:PutObject': 'a record that is written to a bucket',
}

// Sound: the table has no other names.
export const pricedNames = Object.keys(priced) as readonly Priced[]

/** Prices that the user looks up: this package knows none. */
export interface Prices {
  readonly $schema?: string
  readonly version: '1.0'
  /** Such as `USD`; shown beside each amount. */
  readonly currency: string
  /** Where the prices are from and when they held. */
  readonly about?: string
  /** What `per` units cost. */
  readonly prices: Readonly<Partial<Record<Priced, { readonly amount: number; readonly per: number }>>>
}

const price: DocumentSchema = {
  type: 'object',
  properties: {
    amount: { type: 'number', minimum: 0, description: 'What so many units cost.' },
    per: { type: 'number', exclusiveMinimum: 0, description: 'So many units: 1000000 for a price per million.' },
  },
  required: ['amount', 'per'],
  additionalProperties: false,
}

/** JSON Schema of a price list, which the emit script writes to `prices.schema.json`. */
export const pricesSchema: DocumentSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:async-invoke:schema:prices:1.0',
  title: 'Prices',
  description: 'What the units cost that a scenario uses. Only what is listed is counted.',
  type: 'object',
  properties: {
    $schema: { type: 'string', description: 'For editors.' },
    version: { const: '1.0', description: 'Version of this document format.' },
    currency: { type: 'string', minLength: 1 },
    about: { type: 'string', minLength: 1, description: 'Where the prices are from, and when they held.' },
    prices: {
      type: 'object',
      properties: Object.fromEntries(
        Object.entries(priced).map(([name, description]) => [
          name,
          { ...price, description: `The price of ${description}.` },
        ]),
      ),
      additionalProperties: false,
      minProperties: 1,
    },
  },
  required: ['version', 'currency', 'prices'],
  additionalProperties: false,
}

/**
 * Parses and checks a price list.
 *
 * @param text - YAML or JSON
 * @throws {@link ScenarioError} with every problem found
 *
 * @example
 * ```ts
 * const prices = parsePrices('{ "version": "1.0", "currency": "USD", "prices": { "runs": { "amount": 0.2, "per": 1000000 } } }')
 * ```
 */
export function parsePrices(text: string): Prices {
  return checkedPrices(parseDocument(text))
}

/**
 * Checks a price list that is parsed already.
 *
 * @throws {@link ScenarioError} with every problem found
 */
export function checkedPrices(document: unknown): Prices {
  const problems = checkDocument(document, pricesSchema)
  if (problems.length > 0) throw new ScenarioError(problems)
  // Sound: the schema describes the type.
  return document as Prices
}

// Generated from definitions/ (schemas/dead-letter-config/2015-03-31.json) by `pnpm schemas:emit`. Do not edit.

export const deadLetterConfigJsonSchema: Readonly<Record<string, unknown>> = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:async-invoke:schema:dead-letter-config:2015-03-31","title":"DeadLetterConfig","type":"object","properties":{"TargetArn":{"pattern":"^(?:(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|())$","type":"string"}}}

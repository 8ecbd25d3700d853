"""Consumes a queue of failures: invocation records of destinations, and dead letters."""
import json

from async_invoke import DeadLetterAttributes, InvocationRecord, SqsEvent, SqsEventRecord


def handler(event, context):
    """Prints a line about each failure, and returns to the queue what it cannot read."""
    failures = []
    for message in SqsEvent(**event).Records:
        try:
            print(json.dumps(describe(message)))
        # pydantic's ValidationError is a ValueError, and so is JSON that does not parse.
        except (TypeError, ValueError) as error:
            print(f'cannot read {message.messageId}: {error}')
            failures.append({'itemIdentifier': message.messageId})
    return {'batchItemFailures': failures}


def describe(message: SqsEventRecord):
    """A dead letter is the event with attributes; anything else has to be an invocation record."""
    if 'RequestID' in message.messageAttributes:
        attributes = DeadLetterAttributes(**{name: dict(value) for name, value in message.messageAttributes.items()})
        return {
            'requestId': attributes.RequestID.stringValue,
            'error': attributes.ErrorMessage.stringValue,
            'event': json.loads(message.body),
        }
    record = InvocationRecord(**json.loads(message.body))
    error = record.responsePayload if isinstance(record.responsePayload, dict) else {}
    return {
        'requestId': record.requestContext.requestId,
        'function': record.requestContext.functionArn,
        'condition': record.requestContext.condition,
        'error': error.get('errorMessage'),
        'event': record.requestPayload,
    }

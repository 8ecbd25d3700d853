"""Documents of AWS Lambda's asynchronous invocation, as pydantic models (version 1.10 or 2).

Generated from schemas/ by `pnpm types:emit`. Do not edit.

A condition is any text and a payload any JSON. Members that AWS adds later are kept. A member that is missing is None
like one that is null: `model_fields_set` (pydantic 2) or `__fields_set__` (1) tells them apart, and
`exclude_unset=True` writes back what was read. Write with `by_alias=True`.
"""
from pydantic import BaseModel, Field
from typing import Optional, Dict, List, Any


class DeadLetterAttribute(BaseModel, extra='allow'):
    """An attribute in the spelling of its carrier: two of the members are there.

    Status as text: 200 function error, 404 target gone, 429 throttled to expiry; absent for
    zero reserved concurrency (DLQ-2).

    Error message, cut to 1024 bytes of UTF-8; a split character ends as U+FFFD (DLQ-4).

    Request id of the 202 that accepted the event; spelled `RequestID` (DLQ-3).
    """
    DataType: Optional[str] = None
    dataType: Optional[str] = None
    StringValue: Optional[str] = None
    stringValue: Optional[str] = None
    Type: Optional[str] = None
    Value: Optional[str] = None


class DeadLetterAttributes(BaseModel, extra='allow'):
    """Message attributes that Lambda puts on a dead-letter message (Lambda Developer Guide,
    "Asynchronous invocation"; spellings observed per carrier).
    """
    ErrorMessage: DeadLetterAttribute
    """Error message, cut to 1024 bytes of UTF-8; a split character ends as U+FFFD (DLQ-4)."""

    RequestID: DeadLetterAttribute
    """Request id of the 202 that accepted the event; spelled `RequestID` (DLQ-3)."""

    ErrorCode: Optional[DeadLetterAttribute] = None
    """Status as text: 200 function error, 404 target gone, 429 throttled to expiry; absent for
    zero reserved concurrency (DLQ-2).
    """


class RequestedDestination(BaseModel, extra='allow'):
    """Where the record of a success goes. Absent or {} keeps the side on Update and leaves it
    unset on Put (CFG-8).
    """
    Destination: Optional[str] = None
    """ARN of the destination; the empty text clears the side (CFG-8)."""


class RequestedDestinationConfig(BaseModel, extra='allow'):
    """Where invocation records go, one destination per side."""

    OnFailure: Optional[RequestedDestination] = None
    """Where the record of any other outcome goes. Absent or {} keeps the side on Update and
    leaves it unset on Put (CFG-8).
    """
    OnSuccess: Optional[RequestedDestination] = None
    """Where the record of a success goes. Absent or {} keeps the side on Update and leaves it
    unset on Put (CFG-8).
    """


class EventInvokeConfigRequest(BaseModel, extra='allow'):
    """Body of PutFunctionEventInvokeConfig (replaces) and UpdateFunctionEventInvokeConfig
    (merges): at least one setting, and a side object counts as one (Lambda API reference;
    CFG-9 observed).
    """
    DestinationConfig: Optional[RequestedDestinationConfig] = None
    """Where invocation records go, one destination per side."""

    MaximumEventAgeInSeconds: Optional[int] = None
    """Seconds an event may wait in the queue, 60 to 21600; unset means 21600."""

    MaximumRetryAttempts: Optional[int] = None
    """Retries after a function error, 0 to 2; unset means 2."""


class Destination(BaseModel, extra='allow'):
    """Success side.

    Failure side.
    """
    Destination: Optional[str] = None
    """ARN, or null when the side is unset."""


class DestinationConfig(BaseModel, extra='allow'):
    """Both sides, always."""

    OnFailure: Destination
    """Failure side."""

    OnSuccess: Destination
    """Success side."""


class FunctionEventInvokeConfig(BaseModel, extra='allow'):
    """Answer of Put, Update and Get, and element of List, as it is on the wire (Lambda API
    reference; nulls observed).
    """
    DestinationConfig: DestinationConfig
    """Both sides, always."""

    FunctionArn: str
    """The configured function, always with a qualifier: `:$LATEST`, a version or an alias
    (CFG-3).
    """
    LastModified: float
    """Epoch seconds with a fraction; may be printed with an exponent, 1.789408477685E9 (CFG-4)."""

    MaximumEventAgeInSeconds: Optional[int] = None
    """Seconds an event may wait in the queue, 60 to 21600; unset means 21600 (CFG-2)."""

    MaximumRetryAttempts: Optional[int] = None
    """Retries after a function error, 0 to 2; unset means 2 (CFG-2)."""


class SdkDestination(BaseModel, extra='allow'):
    """One side; {} when unset."""

    Destination: Optional[str] = None
    """ARN of the destination; missing when unset."""


class SdkDestinationConfig(BaseModel, extra='allow'):
    """Where records go."""

    OnFailure: Optional[SdkDestination] = None
    """One side; {} when unset."""

    OnSuccess: Optional[SdkDestination] = None
    """One side; {} when unset."""


class SdkFunctionEventInvokeConfig(BaseModel, extra='allow'):
    """The configuration as AWS SDKs hand it over: unset members are missing, never null (CFG-1,
    observed).
    """
    DestinationConfig: Optional[SdkDestinationConfig] = None
    """Where records go."""

    FunctionArn: Optional[str] = None
    """The configured function, always with a qualifier: `:$LATEST`, a version or an alias
    (CFG-3).
    """
    LastModified: Optional[str] = None
    """A Date in memory, ISO 8601 in JSON. The wire has epoch seconds (CFG-4)."""

    MaximumEventAgeInSeconds: Optional[int] = None
    """Seconds an event may wait in the queue, 60 to 21600; unset means 21600 (CFG-2)."""

    MaximumRetryAttempts: Optional[int] = None
    """Retries after a function error, 0 to 2; unset means 2 (CFG-2)."""


class DeadLetterConfig(BaseModel, extra='allow'):
    """Where the original event of a failed asynchronous invocation goes (Lambda API reference,
    DeadLetterConfig).
    """
    TargetArn: Optional[str] = None
    """A standard SQS queue or SNS topic. On update, missing keeps and the empty text removes
    (FNC-2).
    """


class SqsMessageAttribute(BaseModel, extra='allow'):
    DataType: str
    """`String`, `Number` or `Binary`, with an optional label after a dot."""

    StringValue: Optional[str] = None
    """The value, numbers as text; missing for binary ones."""


class SqsMessage(BaseModel, extra='allow'):
    """A message as ReceiveMessage returns it (Amazon SQS API reference, Message)."""

    Body: str
    """Invocation record, original event (dead letter), text wrapped by SNS, or EventBridge
    event, all as text.
    """
    MessageId: str
    """Id that SQS gave the message."""

    ReceiptHandle: str
    """Handle for deleting the message."""

    Attributes: Optional[Dict[str, str]] = None
    """System attributes, all text: SenderId, SentTimestamp, ApproximateReceiveCount,
    AWSTraceHeader (DLQ-11). Only those that were asked for.
    """
    MD5OfBody: Optional[str] = None
    """Checksum of the body."""

    MD5OfMessageAttributes: Optional[str] = None
    """Only with message attributes (CON-7)."""

    MessageAttributes: Optional[Dict[str, SqsMessageAttribute]] = None
    """On a dead letter RequestID, ErrorCode, ErrorMessage; only when ReceiveMessage asked for
    them.
    """


class SqsEventAttribute(BaseModel, extra='allow'):
    dataType: str
    """`String`, `Number` or `Binary`, with an optional label after a dot."""

    stringValue: Optional[str] = None
    """The value, numbers as text; missing for binary ones."""


class SqsEventRecord(BaseModel, extra='allow'):
    attributes: Dict[str, str]
    """System attributes, all text: SenderId, SentTimestamp, ApproximateReceiveCount,
    AWSTraceHeader (DLQ-11).
    """
    awsRegion: str
    """Region of the queue."""

    body: str
    """Invocation record, original event (dead letter), text wrapped by SNS, or EventBridge
    event, all as text.
    """
    eventSource: str
    """Always `aws:sqs`."""

    eventSourceARN: str
    """ARN of the queue."""

    messageAttributes: Dict[str, SqsEventAttribute]
    """{} for an invocation record; RequestID, ErrorCode, ErrorMessage for a dead letter (CON-5)."""

    messageId: str
    """Id that a partial batch response names."""

    receiptHandle: str
    """Handle for deleting the message."""

    md5OfBody: Optional[str] = None
    """Checksum of the body."""

    md5OfMessageAttributes: Optional[str] = None
    """Only with message attributes (CON-7)."""


class SqsEvent(BaseModel, extra='allow'):
    """Lambda's event for an SQS queue (Lambda Developer Guide, Amazon SQS; members observed)."""

    Records: List[SqsEventRecord]
    """One element per message."""


class SnsAttribute(BaseModel, extra='allow'):
    Type: str
    """`String`, `Number`, `Binary` or `String.Array`."""

    Value: str
    """The value, numbers as text."""


class SnsNotification(BaseModel, extra='allow'):
    """A notification as SNS wraps it for SQS (Amazon SNS Developer Guide; members observed)."""

    Message: str
    """Invocation record, or the original event of a dead letter, as text."""

    MessageId: str
    """Id that SNS gave the message."""

    Timestamp: str
    """When SNS took the message: ISO 8601, UTC."""

    TopicArn: str
    """ARN of the topic."""

    Type: str
    """Always `Notification`."""

    MessageAttributes: Optional[Dict[str, SnsAttribute]] = None
    """Only when there are some; on a dead letter RequestID and the rest."""

    Signature: Optional[str] = None
    """Base64 signature of the notification."""

    SignatureVersion: Optional[str] = None
    """`1` or `2`."""

    SigningCertURL: Optional[str] = None
    """Spelled `URL` here, `Url` in the Lambda event."""

    Subject: Optional[str] = None
    """No such member when none was given."""

    UnsubscribeURL: Optional[str] = None
    """Spelled `URL` here, `Url` in the Lambda event."""


class SnsEventMessage(BaseModel, extra='allow'):
    """The notification."""

    Message: str
    """Invocation record, or the original event of a dead letter, as text."""

    MessageAttributes: Dict[str, SnsAttribute]
    """{} for an invocation record; RequestID and the rest for a dead letter (CON-6)."""

    MessageId: str
    """Id that SNS gave the message."""

    Timestamp: str
    """When SNS took the message: ISO 8601, UTC."""

    TopicArn: str
    """ARN of the topic."""

    Type: str
    """Always `Notification`."""

    Signature: Optional[str] = None
    """Base64 signature of the notification."""

    SignatureVersion: Optional[str] = None
    """`1` or `2`."""

    SigningCertUrl: Optional[str] = None
    """Spelled `Url` here, `URL` in the wrapped text."""

    Subject: Optional[str] = None
    """null for destination records."""

    UnsubscribeUrl: Optional[str] = None
    """Spelled `Url` here, `URL` in the wrapped text."""


class SnsEventRecord(BaseModel, extra='allow'):
    EventSource: str
    """Always `aws:sns`."""

    EventSubscriptionArn: str
    """ARN of the subscription."""

    EventVersion: str
    """`1.0`."""

    Sns: SnsEventMessage
    """The notification."""


class SnsEvent(BaseModel, extra='allow'):
    """Lambda's event for an SNS topic (Lambda Developer Guide, Amazon SNS; members observed)."""

    Records: List[SnsEventRecord]
    """SNS sends one element per event."""


class DeliveryError(BaseModel, extra='allow'):
    """Present when the response could not be put into the record, for example because it is not
    JSON (REC-8).
    """
    errorCode: str
    """`InvalidRequestContentException` for a response that is not JSON."""

    errorMessage: str
    """A sentence for people."""

    statusCode: int
    """400 for a response that is not JSON."""


class RequestContext(BaseModel, extra='allow'):
    """Which event, which function, and why this record exists."""

    approximateInvokeCount: int
    """Attempts that got a definite answer; throttles are not counted (REC-9)."""

    condition: str
    """Why the record was made. Known: Success, RetriesExhausted, EventAgeExceeded,
    ZeroReservedConcurrency. Open: AWS may add more (TRM-1).
    """
    functionArn: str
    """ARN as invoked, always with a qualifier: an unqualified invoke shows `:$LATEST` (REC-1)."""

    requestId: str
    """Request id of the 202 that accepted the event; the same in every attempt (INV-8)."""


class ResponseContext(BaseModel, extra='allow'):
    """How the last attempt ended. Absent for ZeroReservedConcurrency."""

    statusCode: int
    """200 when code ran, 404 when the target was gone, 429 when throttled to expiry."""

    executedVersion: Optional[str] = None
    """Version that ran, `$LATEST` or a number; absent when no code ran (REC-2)."""

    functionError: Optional[str] = None
    """`Unhandled`, or `Handled` in records of 2019; absent without a function error (REC-3)."""


class InvocationRecord(BaseModel, extra='allow'):
    """Record of one asynchronous AWS Lambda invocation, as sent to an OnSuccess or OnFailure
    destination (Lambda Developer Guide, "Asynchronous invocation").

    The invocation record; EventBridge writes it anew, so the bytes of payloads are not kept
    (CON-4).
    """
    requestContext: RequestContext
    """Which event, which function, and why this record exists."""

    timestamp: str
    """When the record was made: ISO 8601, UTC; Lambda writes milliseconds."""

    version: str
    """Version of the record format."""

    deliveryError: Optional[DeliveryError] = None
    """Present when the response could not be put into the record, for example because it is not
    JSON (REC-8).
    """
    requestPayload: Any = Field(...)
    """The event as it was sent: any JSON value."""

    responseContext: Optional[ResponseContext] = None
    """How the last attempt ended. Absent for ZeroReservedConcurrency."""

    responsePayload: Any = None
    """What the function answered, or its error object: any JSON value, null included. Absent
    when there is none (REC-4, REC-8).
    """


class EventBridgeEvent(BaseModel, extra='allow'):
    """Invocation record as an EventBridge event (Amazon EventBridge User Guide; members
    observed).
    """
    account: str
    """Account of the function."""

    detail: InvocationRecord
    """The invocation record; EventBridge writes it anew, so the bytes of payloads are not kept
    (CON-4).
    """
    detail_type: str = Field(alias='detail-type')
    """AWS sends an ASCII hyphen; documentation prints a dash, which is read too. `Failure` is
    every other condition (DST-4, DST-5).
    """
    id: str
    """Id that EventBridge gave the event."""

    region: str
    """Region of the function."""

    resources: List[str]
    """ARN of the bus, then ARN of the function with its qualifier (DST-4)."""

    source: str
    """AWS sends `lambda`; `aws.lambda` of some pages is read too (DST-4)."""

    time: str
    """ISO 8601, UTC, to the second."""

    version: str
    """Version of the envelope, `0`."""


class ErrorResponse(BaseModel, extra='allow'):
    """Body of Lambda's error responses; which casing depends on the class (observed; Lambda API
    reference).
    """
    message: Optional[str] = None
    """The sentence, in most errors."""

    Message: Optional[str] = None
    """The sentence, in ResourceNotFoundException and ServiceException."""

    Reason: Optional[str] = None
    """Which limit, in TooManyRequestsException."""

    Type: Optional[str] = None
    """`User` mostly; null for ResourceConflictException; absent for ValidationException."""


class TimelineEntry(BaseModel, extra='allow'):
    """One thing that happened; which members it has depends on `type`."""

    at: str
    """When it happened, on the clock of the engine."""

    type: str
    """What happened. Known: accepted, attempt-started, attempt-ended, waiting, ended,
    delivered, kept, delivery-failed, lease-lost, quarantined, lost. Open: more may come.
    """
    approximateInvokeCount: Optional[int] = None
    """The count in the record (REC-9)."""

    attempt: Optional[int] = None
    """Number of the attempt, throttled ones counted."""

    condition: Optional[str] = None
    """Condition of the record (TRM-1)."""

    delayMs: Optional[float] = None
    """How long the wait is, in milliseconds."""

    destinationArn: Optional[str] = None
    """Where it was sent, or was to be sent."""

    error: Optional[str] = None
    """Why it could not be sent."""

    explanation: Optional[str] = None
    """The decision and its reasons, or where a delivery was kept and why, for people."""

    outcome: Optional[str] = None
    """How the attempt ended: success, functionError, notFound, throttle, systemError."""

    reason: Optional[str] = None
    """Why it was put in quarantine."""

    route: Optional[str] = None
    """OnSuccess, OnFailure or DeadLetter."""

    rules: Optional[List[str]] = None
    """Ids of the rules that decided."""

    statusCode: Optional[int] = None
    """Status that the record shows."""

    until: Optional[str] = None
    """When the wait is over."""

    version: Optional[str] = None
    """Version that the attempt was for, where it was known."""


class Timeline(BaseModel, extra='allow'):
    """What happened to one asynchronous invocation: attempts, waits with their reasons,
    deliveries (a document of this project).
    """
    entries: List[TimelineEntry]
    """What happened, in order."""

    requestId: str
    """Request id of the 202 that accepted the event (INV-8)."""

    version: str
    """Version of the timeline format."""

    acceptedAt: Optional[str] = None
    """When the event was accepted; its age counts from here (RTY-5)."""

    functionArn: Optional[str] = None
    """ARN as invoked, qualified."""

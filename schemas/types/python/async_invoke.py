"""Documents of AWS Lambda's asynchronous invocation, as pydantic models (version 1.10 or 2).

Generated from schemas/ by `pnpm types:emit`. Do not edit.

A condition is any string and a payload any JSON. Members that AWS adds later are kept. A member that is missing is None
like one that is null: `model_fields_set` (pydantic 2) or `__fields_set__` (1) tells them apart, and
`exclude_unset=True` writes back what was read. Write with `by_alias=True`.
"""
from pydantic import BaseModel, Field
from typing import Optional, Dict, List, Any


class DeadLetterAttribute(BaseModel, extra='allow'):
    """An attribute in the spelling of its envelope: two of the members are set.

    Status code as a string: 200 function error, 404 function gone, 429 throttled until
    expiry; absent for zero reserved concurrency (DLQ-2).

    Error message, cut to 1024 bytes of UTF-8; a split character becomes U+FFFD (DLQ-4).

    Request id of the 202 that accepted the event; spelled `RequestID` (DLQ-3).

    Code of the error, for example `NO_PERMISSIONS`.

    Message of the error.

    `MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; absent for an error that is not
    retried.

    Number of retries, as a string.

    ARN of the rule.

    ARN of the target.

    Id of the execution.

    Whether the body is cut: `true` or `false`.

    ARN of the schedule.

    When the target was to be invoked: ISO 8601, UTC.
    """
    DataType: Optional[str] = None
    dataType: Optional[str] = None
    StringValue: Optional[str] = None
    stringValue: Optional[str] = None
    Type: Optional[str] = None
    Value: Optional[str] = None


class DeadLetterAttributes(BaseModel, extra='allow'):
    """Message attributes that Lambda puts on a dead-letter message (Lambda Developer Guide,
    "Asynchronous invocation"; spellings observed per envelope).
    """
    ErrorMessage: DeadLetterAttribute
    """Error message, cut to 1024 bytes of UTF-8; a split character becomes U+FFFD (DLQ-4)."""

    RequestID: DeadLetterAttribute
    """Request id of the 202 that accepted the event; spelled `RequestID` (DLQ-3)."""

    ErrorCode: Optional[DeadLetterAttribute] = None
    """Status code as a string: 200 function error, 404 function gone, 429 throttled until
    expiry; absent for zero reserved concurrency (DLQ-2).
    """


class RequestedDestination(BaseModel, extra='allow'):
    """Destination of the record of a success. Absent or {} keeps the side on Update and leaves
    it unset on Put (CFG-8).
    """
    Destination: Optional[str] = None
    """ARN of the destination; an empty string clears the side (CFG-8)."""


class RequestedDestinationConfig(BaseModel, extra='allow'):
    """Destinations of invocation records, one per side."""

    OnFailure: Optional[RequestedDestination] = None
    """Destination of the record of any other outcome. Absent or {} keeps the side on Update and
    leaves it unset on Put (CFG-8).
    """
    OnSuccess: Optional[RequestedDestination] = None
    """Destination of the record of a success. Absent or {} keeps the side on Update and leaves
    it unset on Put (CFG-8).
    """


class EventInvokeConfigRequest(BaseModel, extra='allow'):
    """Body of PutFunctionEventInvokeConfig (replaces) and UpdateFunctionEventInvokeConfig
    (merges): at least one setting, and a side object counts as one (Lambda API reference;
    CFG-9 observed).
    """
    DestinationConfig: Optional[RequestedDestinationConfig] = None
    """Destinations of invocation records, one per side."""

    MaximumEventAgeInSeconds: Optional[int] = None
    """Seconds an event may wait in the queue, 60 to 21600; unset means 21600."""

    MaximumRetryAttempts: Optional[int] = None
    """Retries after a function error, 0 to 2; unset means 2."""


class Destination(BaseModel, extra='allow'):
    """Success side.

    Failure side.
    """
    Destination: Optional[str] = None
    """ARN, or null if the side is unset."""


class DestinationConfig(BaseModel, extra='allow'):
    """Both sides, always."""

    OnFailure: Destination
    """Failure side."""

    OnSuccess: Destination
    """Success side."""


class FunctionEventInvokeConfig(BaseModel, extra='allow'):
    """Response of Put, Update and Get, and element of List, on the wire (Lambda API reference;
    nulls observed).
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
    """One side; {} if unset."""

    Destination: Optional[str] = None
    """ARN of the destination; missing if unset."""


class SdkDestinationConfig(BaseModel, extra='allow'):
    """Destinations of invocation records."""

    OnFailure: Optional[SdkDestination] = None
    """One side; {} if unset."""

    OnSuccess: Optional[SdkDestination] = None
    """One side; {} if unset."""


class SdkFunctionEventInvokeConfig(BaseModel, extra='allow'):
    """The settings as AWS SDKs return them: unset members are missing, never null (CFG-1,
    observed).
    """
    DestinationConfig: Optional[SdkDestinationConfig] = None
    """Destinations of invocation records."""

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
    """Target of the original event of a failed asynchronous invocation (Lambda API reference,
    DeadLetterConfig).
    """
    TargetArn: Optional[str] = None
    """A standard SQS queue or SNS topic. On update, missing keeps and an empty string removes
    it (FNC-2).
    """


class SqsMessageAttribute(BaseModel, extra='allow'):
    DataType: str
    """`String`, `Number` or `Binary`, with an optional label after a dot."""

    StringValue: Optional[str] = None
    """The value, a string for numbers too; missing for binary ones."""


class SqsMessage(BaseModel, extra='allow'):
    """A message as ReceiveMessage returns it (Amazon SQS API reference, Message)."""

    Body: str
    """An invocation record, the original event of a dead letter, an SNS notification or an
    EventBridge event, as a string.
    """
    MessageId: str
    """Id that SQS gave the message."""

    ReceiptHandle: str
    """Handle for deleting the message."""

    Attributes: Optional[Dict[str, str]] = None
    """System attributes, every value a string: SenderId, SentTimestamp,
    ApproximateReceiveCount, AWSTraceHeader (DLQ-11). Only those requested.
    """
    MD5OfBody: Optional[str] = None
    """Checksum of the body."""

    MD5OfMessageAttributes: Optional[str] = None
    """Only with message attributes (CON-7)."""

    MessageAttributes: Optional[Dict[str, SqsMessageAttribute]] = None
    """On a dead letter RequestID, ErrorCode, ErrorMessage; only if ReceiveMessage requested
    them.
    """


class SqsEventAttribute(BaseModel, extra='allow'):
    dataType: str
    """`String`, `Number` or `Binary`, with an optional label after a dot."""

    stringValue: Optional[str] = None
    """The value, a string for numbers too; missing for binary ones."""


class SqsEventRecord(BaseModel, extra='allow'):
    attributes: Dict[str, str]
    """System attributes, every value a string: SenderId, SentTimestamp,
    ApproximateReceiveCount, AWSTraceHeader (DLQ-11).
    """
    awsRegion: str
    """Region of the queue."""

    body: str
    """An invocation record, the original event of a dead letter, an SNS notification or an
    EventBridge event, as a string.
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
    """The value, a string for numbers too."""


class SnsNotification(BaseModel, extra='allow'):
    """A notification as SNS sends it to SQS (Amazon SNS Developer Guide; members observed)."""

    Message: str
    """The invocation record, or the original event of a dead letter, as a string."""

    MessageId: str
    """Id that SNS gave the message."""

    Timestamp: str
    """When SNS accepted the message: ISO 8601, UTC."""

    TopicArn: str
    """ARN of the topic."""

    Type: str
    """Always `Notification`."""

    MessageAttributes: Optional[Dict[str, SnsAttribute]] = None
    """Absent without attributes; on a dead letter RequestID and the rest."""

    Signature: Optional[str] = None
    """Base64 signature of the notification."""

    SignatureVersion: Optional[str] = None
    """`1` or `2`."""

    SigningCertURL: Optional[str] = None
    """Spelled `URL` here, `Url` in Lambda's event."""

    Subject: Optional[str] = None
    """Absent if the message has none."""

    UnsubscribeURL: Optional[str] = None
    """Spelled `URL` here, `Url` in Lambda's event."""


class SnsEventMessage(BaseModel, extra='allow'):
    """The notification."""

    Message: str
    """The invocation record, or the original event of a dead letter, as a string."""

    MessageAttributes: Dict[str, SnsAttribute]
    """{} for an invocation record; RequestID and the rest for a dead letter (CON-6)."""

    MessageId: str
    """Id that SNS gave the message."""

    Timestamp: str
    """When SNS accepted the message: ISO 8601, UTC."""

    TopicArn: str
    """ARN of the topic."""

    Type: str
    """Always `Notification`."""

    Signature: Optional[str] = None
    """Base64 signature of the notification."""

    SignatureVersion: Optional[str] = None
    """`1` or `2`."""

    SigningCertUrl: Optional[str] = None
    """Spelled `Url` here, `URL` in the notification."""

    Subject: Optional[str] = None
    """null for invocation records."""

    UnsubscribeUrl: Optional[str] = None
    """Spelled `Url` here, `URL` in the notification."""


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
    """Present if the response could not be put into the record, for example because it is not
    JSON (REC-8).
    """
    errorCode: str
    """`InvalidRequestContentException` for a response that is not JSON."""

    errorMessage: str
    """A message for people."""

    statusCode: int
    """400 for a response that is not JSON."""


class RequestContext(BaseModel, extra='allow'):
    """Which event, which function, and why this record exists."""

    approximateInvokeCount: int
    """Attempts with a definite result; throttled attempts do not count (REC-9)."""

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
    """200 if code ran, 404 if the function was gone, 429 if throttled until expiry."""

    executedVersion: Optional[str] = None
    """Version that ran, `$LATEST` or a number; absent if no code ran (REC-2)."""

    functionError: Optional[str] = None
    """`Unhandled`, or `Handled` in records from 2019; absent without a function error (REC-3)."""


class InvocationRecord(BaseModel, extra='allow'):
    """Record of one asynchronous AWS Lambda invocation, as sent to an OnSuccess or OnFailure
    destination (Lambda Developer Guide, "Asynchronous invocation").

    The invocation record, serialised again by EventBridge, which does not keep the bytes of
    the payloads (CON-4).
    """
    requestContext: RequestContext
    """Which event, which function, and why this record exists."""

    timestamp: str
    """When the record was made: ISO 8601, UTC; Lambda writes milliseconds."""

    version: str
    """Version of the record format."""

    deliveryError: Optional[DeliveryError] = None
    """Present if the response could not be put into the record, for example because it is not
    JSON (REC-8).
    """
    requestPayload: Any = Field(...)
    """The event as sent: any JSON value."""

    responseContext: Optional[ResponseContext] = None
    """How the last attempt ended. Absent for ZeroReservedConcurrency."""

    responsePayload: Any = None
    """The response of the function or its error object: any JSON value, including null. Absent
    if there is none (REC-4, REC-8).
    """


class EventBridgeEvent(BaseModel, extra='allow'):
    """Invocation record as an EventBridge event (Amazon EventBridge User Guide; members
    observed).
    """
    account: str
    """Account of the function."""

    detail: InvocationRecord
    """The invocation record, serialised again by EventBridge, which does not keep the bytes of
    the payloads (CON-4).
    """
    detail_type: str = Field(alias='detail-type')
    """AWS sends an ASCII hyphen; its documentation prints a dash, which is accepted too.
    `Failure` stands for every condition other than Success (DST-4, DST-5).
    """
    id: str
    """Id that EventBridge gave the event."""

    region: str
    """Region of the function."""

    resources: List[str]
    """ARN of the event bus, then qualified ARN of the function (DST-4)."""

    source: str
    """AWS sends `lambda`; some of its pages print `aws.lambda`, which is accepted too (DST-4)."""

    time: str
    """ISO 8601, UTC, to the second."""

    version: str
    """Version of the envelope, `0`."""


class RestoreEventData(BaseModel, extra='allow'):
    """The restored copy."""

    lifecycleRestorationExpiryTime: Optional[str] = None
    """When the restored copy expires."""

    lifecycleRestoreStorageClass: Optional[str] = None
    """Storage class that the object was restored from."""


class GlacierEventData(BaseModel, extra='allow'):
    """Only on `ObjectRestore:Completed`."""

    restoreEventData: Optional[RestoreEventData] = None
    """The restored copy."""


class IntelligentTieringEventData(BaseModel, extra='allow'):
    """Only on `IntelligentTiering`."""

    destinationAccessTier: Optional[str] = None
    """Access tier that the object moved to."""


class TransitionEventData(BaseModel, extra='allow'):
    """The transition."""

    destinationStorageClass: Optional[str] = None
    """Storage class that the object moved to."""


class LifecycleEventData(BaseModel, extra='allow'):
    """Only on `LifecycleTransition`."""

    transitionEventData: Optional[TransitionEventData] = None
    """The transition."""


class ReplicationEventData(BaseModel, extra='allow'):
    """Only on `Replication:…`."""

    destinationBucket: Optional[str] = None
    """ARN of the bucket that receives the copy."""

    failureReason: Optional[str] = None
    """Why it failed, such as `AssumeRoleNotPermitted`."""

    replicationRuleId: Optional[str] = None
    """Id of the rule."""

    requestTime: Optional[str] = None
    """When the request was made."""

    s3Operation: Optional[str] = None
    """The operation, such as `OBJECT_PUT`."""


class S3EventRequest(BaseModel, extra='allow'):
    """The request."""

    sourceIPAddress: Optional[str] = None
    """Address of the request; `s3.amazonaws.com` for S3 itself."""


class S3EventIdentity(BaseModel, extra='allow'):
    """Who caused the event.

    Owner of the bucket.
    """
    principalId: Optional[str] = None
    """Id of the principal."""


class S3EventBucket(BaseModel, extra='allow'):
    """The bucket."""

    arn: str
    """ARN of the bucket."""

    name: str
    """Name of the bucket."""

    ownerIdentity: Optional[S3EventIdentity] = None
    """Owner of the bucket."""


class S3EventObject(BaseModel, extra='allow'):
    """The object."""

    key: str
    """Key of the object, encoded as in a form: a space is `+` (BKT-1)."""

    eTag: Optional[str] = None
    """Entity tag; absent if the object is gone."""

    sequencer: Optional[str] = None
    """Hexadecimal number that orders the events of one key; only on puts and deletes."""

    size: Optional[int] = None
    """Size in bytes; absent if the object is gone or only its tags changed."""

    versionId: Optional[str] = None
    """Version of the object; absent or null in a bucket without versions."""


class S3EventEntity(BaseModel, extra='allow'):
    """Bucket and object."""

    bucket: S3EventBucket
    """The bucket."""

    object: S3EventObject
    """The object."""

    configurationId: Optional[str] = None
    """Id of the notification in the configuration of the bucket."""

    s3SchemaVersion: Optional[str] = None
    """`1.0`."""


class S3EventRecord(BaseModel, extra='allow'):
    awsRegion: str
    """Region of the bucket."""

    eventName: str
    """Type of the event without the prefix `s3:`, such as `ObjectCreated:Put`."""

    eventSource: str
    """Always `aws:s3`."""

    eventTime: str
    """When S3 finished the request: ISO 8601, UTC, to the millisecond."""

    eventVersion: str
    """`2.1`; `2.2` and `2.3` add the members of single types of events. A greater minor version
    adds more.
    """
    s3: S3EventEntity
    """Bucket and object."""

    glacierEventData: Optional[GlacierEventData] = None
    """Only on `ObjectRestore:Completed`."""

    intelligentTieringEventData: Optional[IntelligentTieringEventData] = None
    """Only on `IntelligentTiering`."""

    lifecycleEventData: Optional[LifecycleEventData] = None
    """Only on `LifecycleTransition`."""

    replicationEventData: Optional[ReplicationEventData] = None
    """Only on `Replication:…`."""

    requestParameters: Optional[S3EventRequest] = None
    """The request."""

    responseElements: Optional[Dict[str, str]] = None
    """`x-amz-request-id` and `x-amz-id-2` of the response."""

    userIdentity: Optional[S3EventIdentity] = None
    """Who caused the event."""


class S3Event(BaseModel, extra='allow'):
    """Lambda's event for a bucket (Amazon S3 User Guide, "Event message structure"; members
    observed).
    """
    Records: List[S3EventRecord]
    """One element per change."""


class BusEvent(BaseModel, extra='allow'):
    """Any event of an EventBridge bus (Amazon EventBridge User Guide, "Events"; members
    observed).
    """
    account: str
    """Account that the event is from."""

    detail: Dict[str, Any]
    """What the sender says: any JSON object."""

    detail_type: str = Field(alias='detail-type')
    """Type of the event; with the source it names its shape."""

    id: str
    """Id of the event."""

    region: str
    """Region that the event is from."""

    resources: List[str]
    """ARNs that the event is about; may be empty."""

    source: str
    """Sender; services of AWS begin with `aws.`, except `lambda`."""

    time: str
    """ISO 8601, UTC, to the second."""

    version: Optional[str] = None
    """Version of the envelope, `0`; some of the examples of AWS leave it out."""


class ScheduleEvent(BaseModel, extra='allow'):
    """Event of EventBridge Scheduler for a target without an input (observed)."""

    account: str
    """Account that the event is from."""

    detail: str
    """The string `{}`, unlike the object of every other event (SCH-2)."""

    detail_type: str = Field(alias='detail-type')
    """Always `Scheduled Event`."""

    id: str
    """Id of the event."""

    region: str
    """Region that the event is from."""

    resources: List[str]
    """ARN of the schedule."""

    source: str
    """Always `aws.scheduler`; a rule with a schedule has `aws.events`, and an object as its
    detail (EVB-6).
    """
    time: str
    """ISO 8601, UTC, to the second."""

    version: Optional[str] = None
    """Version of the envelope, `0`; some of the examples of AWS leave it out."""


class ErrorResponse(BaseModel, extra='allow'):
    """Body of Lambda's error responses; the casing depends on the error (observed; Lambda API
    reference).
    """
    message: Optional[str] = None
    """The message, in most errors."""

    Message: Optional[str] = None
    """The message, in ResourceNotFoundException and ServiceException."""

    Reason: Optional[str] = None
    """The exceeded limit, in TooManyRequestsException."""

    Type: Optional[str] = None
    """Usually `User`; null for ResourceConflictException, absent for ValidationException."""


class RuleDeadLetterAttributes(BaseModel, extra='allow'):
    """Message attributes of an event that an EventBridge rule could not deliver; the body is
    the event (Amazon EventBridge User Guide, "Using dead-letter queues").
    """
    RULE_ARN: DeadLetterAttribute
    """ARN of the rule."""

    ERROR_CODE: Optional[DeadLetterAttribute] = None
    """Code of the error, for example `NO_PERMISSIONS`."""

    ERROR_MESSAGE: Optional[DeadLetterAttribute] = None
    """Message of the error."""

    EXHAUSTED_RETRY_CONDITION: Optional[DeadLetterAttribute] = None
    """`MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; absent for an error that is not
    retried.
    """
    RETRY_ATTEMPTS: Optional[DeadLetterAttribute] = None
    """Number of retries, as a string."""

    TARGET_ARN: Optional[DeadLetterAttribute] = None
    """ARN of the target."""


class ScheduleDeadLetterAttributes(BaseModel, extra='allow'):
    """Message attributes of an invocation that a schedule could not make; the body is the
    payload (EventBridge Scheduler User Guide, "Configuring a dead-letter queue").
    """
    SCHEDULE_ARN: DeadLetterAttribute
    """ARN of the schedule."""

    ERROR_CODE: Optional[DeadLetterAttribute] = None
    """Code of the error, for example `NO_PERMISSIONS`."""

    ERROR_MESSAGE: Optional[DeadLetterAttribute] = None
    """Message of the error."""

    EXECUTION_ID: Optional[DeadLetterAttribute] = None
    """Id of the execution."""

    EXHAUSTED_RETRY_CONDITION: Optional[DeadLetterAttribute] = None
    """`MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; absent for an error that is not
    retried.
    """
    IS_PAYLOAD_TRUNCATED: Optional[DeadLetterAttribute] = None
    """Whether the body is cut: `true` or `false`."""

    RETRY_ATTEMPTS: Optional[DeadLetterAttribute] = None
    """Number of retries, as a string."""

    SCHEDULED_TIME: Optional[DeadLetterAttribute] = None
    """When the target was to be invoked: ISO 8601, UTC."""

    TARGET_ARN: Optional[DeadLetterAttribute] = None
    """ARN of the target."""


class PipeContext(BaseModel, extra='allow'):
    """Which pipe, and why."""

    condition: str
    """`RetryAttemptsExhausted` or `RecordAgeExceeded`; open to others."""

    partnerResourceArn: str
    """ARN of the pipe."""


class PipeFailure(BaseModel, extra='allow'):
    """Failure of an EventBridge pipe that reads a stream; it describes the batch, whose records
    stay in the stream (Amazon EventBridge User Guide, "EventBridge Pipes error handling").
    """
    context: PipeContext
    """Which pipe, and why."""

    DDBStreamBatchInfo: Optional[Dict[str, Any]] = None
    """The batch in a DynamoDB stream: shard, sequence numbers, times of arrival, size, stream."""

    KinesisBatchInfo: Optional[Dict[str, Any]] = None
    """The batch in a Kinesis stream: shard, sequence numbers, times of arrival, size, stream."""

    timestamp: Optional[str] = None
    """When the pipe gave up: ISO 8601, UTC."""

    version: Optional[str] = None
    """`1.0`."""


class TimelineEntry(BaseModel, extra='allow'):
    """One entry; its members depend on `type`."""

    at: str
    """When it happened, on the clock of the engine."""

    type: str
    """What happened. Known: accepted, attempt-started, attempt-ended, waiting, ended,
    delivered, kept, delivery-failed, lease-lost, outcome-unknown, quarantined, lost. Open:
    more may come.
    """
    approximateInvokeCount: Optional[int] = None
    """The count in the record (REC-9)."""

    attempt: Optional[int] = None
    """Number of the attempt, including throttled ones."""

    condition: Optional[str] = None
    """Condition of the record (TRM-1)."""

    delayMs: Optional[float] = None
    """Length of the wait, in milliseconds."""

    destinationArn: Optional[str] = None
    """Target of the delivery."""

    error: Optional[str] = None
    """Why the delivery failed, or the event was refused."""

    errorMessage: Optional[str] = None
    """Message in the error object of the function; at most 1,024 characters."""

    errorType: Optional[str] = None
    """Type in the error object of the function."""

    explanation: Optional[str] = None
    """For people: the decision and its reasons, or where a delivery was kept and why."""

    limit: Optional[str] = None
    """Limit that throttled the attempt: reserved or account."""

    logPosition: Optional[int] = None
    """Number of log lines that the function had written before the attempt."""

    outcome: Optional[str] = None
    """How the attempt ended: success, functionError, notFound, throttle, systemError, refused."""

    payloadBytes: Optional[int] = None
    """Size in bytes of the event, of an acceptance, or of the response or error object, of an
    attempt.
    """
    payloadHead: Optional[str] = None
    """First kilobyte of that payload, as text."""

    reason: Optional[str] = None
    """Why the event was quarantined."""

    route: Optional[str] = None
    """OnSuccess, OnFailure or DeadLetter."""

    rules: Optional[List[str]] = None
    """Ids of the rules behind the decision."""

    stack: Optional[List[str]] = None
    """First frames of the stack in the error object, at most 8."""

    statusCode: Optional[int] = None
    """Status code in the record."""

    timedOut: Optional[bool] = None
    """True if the function exceeded its timeout."""

    until: Optional[str] = None
    """When the wait ends."""

    version: Optional[str] = None
    """Version of the attempt, if it was known."""


class Timeline(BaseModel, extra='allow'):
    """Timeline of one asynchronous invocation: attempts, waits with their reasons, deliveries
    (a document of this project).
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

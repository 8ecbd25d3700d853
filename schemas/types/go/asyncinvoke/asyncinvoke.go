// Generated from schemas/ by `pnpm types:emit`. Do not edit.

// Package asyncinvoke has the documents of AWS Lambda's asynchronous invocation.
//
// A condition is any string. A payload is json.RawMessage, its bytes untouched: nil if it is missing, `null` if it is
// null. Any other optional member is a pointer that is nil both if it is missing and if it is null.
package asyncinvoke

import "encoding/json"

// Message attributes that Lambda puts on a dead-letter message (Lambda Developer Guide,
// "Asynchronous invocation"; spellings observed per envelope).
type DeadLetterAttributes struct {
	// Status code as a string: 200 function error, 404 function gone, 429 throttled until
	// expiry; absent for zero reserved concurrency (DLQ-2).
	ErrorCode *DeadLetterAttribute `json:"ErrorCode,omitempty"`
	// Error message, cut to 1024 bytes of UTF-8; a split character becomes U+FFFD (DLQ-4).
	ErrorMessage DeadLetterAttribute `json:"ErrorMessage"`
	// Request id of the 202 that accepted the event; spelled `RequestID` (DLQ-3).
	RequestID DeadLetterAttribute `json:"RequestID"`
}

// An attribute in the spelling of its envelope: two of the members are set.
//
// Status code as a string: 200 function error, 404 function gone, 429 throttled until
// expiry; absent for zero reserved concurrency (DLQ-2).
//
// Error message, cut to 1024 bytes of UTF-8; a split character becomes U+FFFD (DLQ-4).
//
// Request id of the 202 that accepted the event; spelled `RequestID` (DLQ-3).
//
// Code of the error, for example `NO_PERMISSIONS`.
//
// Message of the error.
//
// `MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; absent for an error that is not
// retried.
//
// Number of retries, as a string.
//
// ARN of the rule.
//
// ARN of the target.
//
// Id of the execution.
//
// Whether the body is cut: `true` or `false`.
//
// ARN of the schedule.
//
// When the target was to be invoked: ISO 8601, UTC.
type DeadLetterAttribute struct {
	DataType         *string `json:"DataType,omitempty"`
	EventDataType    *string `json:"dataType,omitempty"`
	StringValue      *string `json:"StringValue,omitempty"`
	EventStringValue *string `json:"stringValue,omitempty"`
	Type             *string `json:"Type,omitempty"`
	Value            *string `json:"Value,omitempty"`
}

// Body of PutFunctionEventInvokeConfig (replaces) and UpdateFunctionEventInvokeConfig
// (merges): at least one setting, and a side object counts as one (Lambda API reference;
// CFG-9 observed).
type EventInvokeConfigRequest struct {
	// Destinations of invocation records, one per side.
	DestinationConfig *RequestedDestinationConfig `json:"DestinationConfig,omitempty"`
	// Seconds an event may wait in the queue, 60 to 21600; unset means 21600.
	MaximumEventAgeInSeconds *int64 `json:"MaximumEventAgeInSeconds,omitempty"`
	// Retries after a function error, 0 to 2; unset means 2.
	MaximumRetryAttempts *int64 `json:"MaximumRetryAttempts,omitempty"`
}

// Destinations of invocation records, one per side.
type RequestedDestinationConfig struct {
	// Destination of the record of any other outcome. Absent or {} keeps the side on Update and
	// leaves it unset on Put (CFG-8).
	OnFailure *RequestedDestination `json:"OnFailure,omitempty"`
	// Destination of the record of a success. Absent or {} keeps the side on Update and leaves
	// it unset on Put (CFG-8).
	OnSuccess *RequestedDestination `json:"OnSuccess,omitempty"`
}

// Destination of the record of a success. Absent or {} keeps the side on Update and leaves
// it unset on Put (CFG-8).
type RequestedDestination struct {
	// ARN of the destination; an empty string clears the side (CFG-8).
	Destination *string `json:"Destination,omitempty"`
}

// Response of Put, Update and Get, and element of List, on the wire (Lambda API reference;
// nulls observed).
type FunctionEventInvokeConfig struct {
	// Both sides, always.
	DestinationConfig DestinationConfig `json:"DestinationConfig"`
	// The configured function, always with a qualifier: `:$LATEST`, a version or an alias
	// (CFG-3).
	FunctionArn string `json:"FunctionArn"`
	// Epoch seconds with a fraction; may be printed with an exponent, 1.789408477685E9 (CFG-4).
	LastModified float64 `json:"LastModified"`
	// Seconds an event may wait in the queue, 60 to 21600; unset means 21600 (CFG-2).
	MaximumEventAgeInSeconds *int64 `json:"MaximumEventAgeInSeconds"`
	// Retries after a function error, 0 to 2; unset means 2 (CFG-2).
	MaximumRetryAttempts *int64 `json:"MaximumRetryAttempts"`
}

// Both sides, always.
type DestinationConfig struct {
	// Failure side.
	OnFailure Destination `json:"OnFailure"`
	// Success side.
	OnSuccess Destination `json:"OnSuccess"`
}

// Success side.
//
// Failure side.
type Destination struct {
	// ARN, or null if the side is unset.
	Destination *string `json:"Destination"`
}

// The settings as AWS SDKs return them: unset members are missing, never null (CFG-1,
// observed).
type SdkFunctionEventInvokeConfig struct {
	// Destinations of invocation records.
	DestinationConfig *SdkDestinationConfig `json:"DestinationConfig,omitempty"`
	// The configured function, always with a qualifier: `:$LATEST`, a version or an alias
	// (CFG-3).
	FunctionArn *string `json:"FunctionArn,omitempty"`
	// A Date in memory, ISO 8601 in JSON. The wire has epoch seconds (CFG-4).
	LastModified *string `json:"LastModified,omitempty"`
	// Seconds an event may wait in the queue, 60 to 21600; unset means 21600 (CFG-2).
	MaximumEventAgeInSeconds *int64 `json:"MaximumEventAgeInSeconds,omitempty"`
	// Retries after a function error, 0 to 2; unset means 2 (CFG-2).
	MaximumRetryAttempts *int64 `json:"MaximumRetryAttempts,omitempty"`
}

// Destinations of invocation records.
type SdkDestinationConfig struct {
	// One side; {} if unset.
	OnFailure *SdkDestination `json:"OnFailure,omitempty"`
	// One side; {} if unset.
	OnSuccess *SdkDestination `json:"OnSuccess,omitempty"`
}

// One side; {} if unset.
type SdkDestination struct {
	// ARN of the destination; missing if unset.
	Destination *string `json:"Destination,omitempty"`
}

// Target of the original event of a failed asynchronous invocation (Lambda API reference,
// DeadLetterConfig).
type DeadLetterConfig struct {
	// A standard SQS queue or SNS topic. On update, missing keeps and an empty string removes
	// it (FNC-2).
	TargetArn *string `json:"TargetArn,omitempty"`
}

// A message as ReceiveMessage returns it (Amazon SQS API reference, Message).
type SqsMessage struct {
	// System attributes, every value a string: SenderId, SentTimestamp,
	// ApproximateReceiveCount, AWSTraceHeader (DLQ-11). Only those requested.
	Attributes map[string]string `json:"Attributes,omitempty"`
	// An invocation record, the original event of a dead letter, an SNS notification or an
	// EventBridge event, as a string.
	Body string `json:"Body"`
	// Checksum of the body.
	MD5OfBody *string `json:"MD5OfBody,omitempty"`
	// Only with message attributes (CON-7).
	MD5OfMessageAttributes *string `json:"MD5OfMessageAttributes,omitempty"`
	// On a dead letter RequestID, ErrorCode, ErrorMessage; only if ReceiveMessage requested
	// them.
	MessageAttributes map[string]SqsMessageAttribute `json:"MessageAttributes,omitempty"`
	// Id that SQS gave the message.
	MessageID string `json:"MessageId"`
	// Handle for deleting the message.
	ReceiptHandle string `json:"ReceiptHandle"`
}

type SqsMessageAttribute struct {
	// `String`, `Number` or `Binary`, with an optional label after a dot.
	DataType string `json:"DataType"`
	// The value, a string for numbers too; missing for binary ones.
	StringValue *string `json:"StringValue,omitempty"`
}

// Lambda's event for an SQS queue (Lambda Developer Guide, Amazon SQS; members observed).
type SqsEvent struct {
	// One element per message.
	Records []SqsEventRecord `json:"Records"`
}

type SqsEventRecord struct {
	// System attributes, every value a string: SenderId, SentTimestamp,
	// ApproximateReceiveCount, AWSTraceHeader (DLQ-11).
	Attributes map[string]string `json:"attributes"`
	// Region of the queue.
	AwsRegion string `json:"awsRegion"`
	// An invocation record, the original event of a dead letter, an SNS notification or an
	// EventBridge event, as a string.
	Body string `json:"body"`
	// Always `aws:sqs`.
	EventSource string `json:"eventSource"`
	// ARN of the queue.
	EventSourceARN string `json:"eventSourceARN"`
	// Checksum of the body.
	Md5OfBody *string `json:"md5OfBody,omitempty"`
	// Only with message attributes (CON-7).
	Md5OfMessageAttributes *string `json:"md5OfMessageAttributes,omitempty"`
	// {} for an invocation record; RequestID, ErrorCode, ErrorMessage for a dead letter (CON-5).
	MessageAttributes map[string]SqsEventAttribute `json:"messageAttributes"`
	// Id that a partial batch response names.
	MessageID string `json:"messageId"`
	// Handle for deleting the message.
	ReceiptHandle string `json:"receiptHandle"`
}

type SqsEventAttribute struct {
	// `String`, `Number` or `Binary`, with an optional label after a dot.
	DataType string `json:"dataType"`
	// The value, a string for numbers too; missing for binary ones.
	StringValue *string `json:"stringValue,omitempty"`
}

// A notification as SNS sends it to SQS (Amazon SNS Developer Guide; members observed).
type SnsNotification struct {
	// The invocation record, or the original event of a dead letter, as a string.
	Message string `json:"Message"`
	// Absent without attributes; on a dead letter RequestID and the rest.
	MessageAttributes map[string]SnsAttribute `json:"MessageAttributes,omitempty"`
	// Id that SNS gave the message.
	MessageID string `json:"MessageId"`
	// Base64 signature of the notification.
	Signature *string `json:"Signature,omitempty"`
	// `1` or `2`.
	SignatureVersion *string `json:"SignatureVersion,omitempty"`
	// Spelled `URL` here, `Url` in Lambda's event.
	SigningCERTURL *string `json:"SigningCertURL,omitempty"`
	// Absent if the message has none.
	Subject *string `json:"Subject,omitempty"`
	// When SNS accepted the message: ISO 8601, UTC.
	Timestamp string `json:"Timestamp"`
	// ARN of the topic.
	TopicArn string `json:"TopicArn"`
	// Always `Notification`.
	Type string `json:"Type"`
	// Spelled `URL` here, `Url` in Lambda's event.
	UnsubscribeURL *string `json:"UnsubscribeURL,omitempty"`
}

type SnsAttribute struct {
	// `String`, `Number`, `Binary` or `String.Array`.
	Type string `json:"Type"`
	// The value, a string for numbers too.
	Value string `json:"Value"`
}

// Lambda's event for an SNS topic (Lambda Developer Guide, Amazon SNS; members observed).
type SnsEvent struct {
	// SNS sends one element per event.
	Records []SnsEventRecord `json:"Records"`
}

type SnsEventRecord struct {
	// Always `aws:sns`.
	EventSource string `json:"EventSource"`
	// ARN of the subscription.
	EventSubscriptionArn string `json:"EventSubscriptionArn"`
	// `1.0`.
	EventVersion string `json:"EventVersion"`
	// The notification.
	Sns SnsEventMessage `json:"Sns"`
}

// The notification.
type SnsEventMessage struct {
	// The invocation record, or the original event of a dead letter, as a string.
	Message string `json:"Message"`
	// {} for an invocation record; RequestID and the rest for a dead letter (CON-6).
	MessageAttributes map[string]SnsAttribute `json:"MessageAttributes"`
	// Id that SNS gave the message.
	MessageID string `json:"MessageId"`
	// Base64 signature of the notification.
	Signature *string `json:"Signature,omitempty"`
	// `1` or `2`.
	SignatureVersion *string `json:"SignatureVersion,omitempty"`
	// Spelled `Url` here, `URL` in the notification.
	SigningCERTURL *string `json:"SigningCertUrl,omitempty"`
	// null for invocation records.
	Subject *string `json:"Subject,omitempty"`
	// When SNS accepted the message: ISO 8601, UTC.
	Timestamp string `json:"Timestamp"`
	// ARN of the topic.
	TopicArn string `json:"TopicArn"`
	// Always `Notification`.
	Type string `json:"Type"`
	// Spelled `Url` here, `URL` in the notification.
	UnsubscribeURL *string `json:"UnsubscribeUrl,omitempty"`
}

// Invocation record as an EventBridge event (Amazon EventBridge User Guide; members
// observed).
type EventBridgeEvent struct {
	// Account of the function.
	Account string `json:"account"`
	// The invocation record, serialised again by EventBridge, which does not keep the bytes of
	// the payloads (CON-4).
	Detail InvocationRecord `json:"detail"`
	// AWS sends an ASCII hyphen; its documentation prints a dash, which is accepted too.
	// `Failure` stands for every condition other than Success (DST-4, DST-5).
	DetailType string `json:"detail-type"`
	// Id that EventBridge gave the event.
	ID string `json:"id"`
	// Region of the function.
	Region string `json:"region"`
	// ARN of the event bus, then qualified ARN of the function (DST-4).
	Resources []string `json:"resources"`
	// AWS sends `lambda`; some of its pages print `aws.lambda`, which is accepted too (DST-4).
	Source string `json:"source"`
	// ISO 8601, UTC, to the second.
	Time string `json:"time"`
	// Version of the envelope, `0`.
	Version string `json:"version"`
}

// Record of one asynchronous AWS Lambda invocation, as sent to an OnSuccess or OnFailure
// destination (Lambda Developer Guide, "Asynchronous invocation").
//
// The invocation record, serialised again by EventBridge, which does not keep the bytes of
// the payloads (CON-4).
type InvocationRecord struct {
	// Present if the response could not be put into the record, for example because it is not
	// JSON (REC-8).
	DeliveryError *DeliveryError `json:"deliveryError,omitempty"`
	// Which event, which function, and why this record exists.
	RequestContext RequestContext `json:"requestContext"`
	// The event as sent: any JSON value.
	RequestPayload json.RawMessage `json:"requestPayload"`
	// How the last attempt ended. Absent for ZeroReservedConcurrency.
	ResponseContext *ResponseContext `json:"responseContext,omitempty"`
	// The response of the function or its error object: any JSON value, including null. Absent
	// if there is none (REC-4, REC-8).
	ResponsePayload json.RawMessage `json:"responsePayload,omitempty"`
	// When the record was made: ISO 8601, UTC; Lambda writes milliseconds.
	Timestamp string `json:"timestamp"`
	// Version of the record format.
	Version string `json:"version"`
}

// Present if the response could not be put into the record, for example because it is not
// JSON (REC-8).
type DeliveryError struct {
	// `InvalidRequestContentException` for a response that is not JSON.
	ErrorCode string `json:"errorCode"`
	// A message for people.
	ErrorMessage string `json:"errorMessage"`
	// 400 for a response that is not JSON.
	StatusCode int64 `json:"statusCode"`
}

// Which event, which function, and why this record exists.
type RequestContext struct {
	// Attempts with a definite result; throttled attempts do not count (REC-9).
	ApproximateInvokeCount int64 `json:"approximateInvokeCount"`
	// Why the record was made. Known: Success, RetriesExhausted, EventAgeExceeded,
	// ZeroReservedConcurrency. Open: AWS may add more (TRM-1).
	Condition string `json:"condition"`
	// ARN as invoked, always with a qualifier: an unqualified invoke shows `:$LATEST` (REC-1).
	FunctionArn string `json:"functionArn"`
	// Request id of the 202 that accepted the event; the same in every attempt (INV-8).
	RequestID string `json:"requestId"`
}

// How the last attempt ended. Absent for ZeroReservedConcurrency.
type ResponseContext struct {
	// Version that ran, `$LATEST` or a number; absent if no code ran (REC-2).
	ExecutedVersion *string `json:"executedVersion,omitempty"`
	// `Unhandled`, or `Handled` in records from 2019; absent without a function error (REC-3).
	FunctionError *string `json:"functionError,omitempty"`
	// 200 if code ran, 404 if the function was gone, 429 if throttled until expiry.
	StatusCode int64 `json:"statusCode"`
}

// Lambda's event for a bucket (Amazon S3 User Guide, "Event message structure"; members
// observed).
type S3Event struct {
	// One element per change.
	Records []S3EventRecord `json:"Records"`
}

type S3EventRecord struct {
	// Region of the bucket.
	AwsRegion string `json:"awsRegion"`
	// Type of the event without the prefix `s3:`, such as `ObjectCreated:Put`.
	EventName string `json:"eventName"`
	// Always `aws:s3`.
	EventSource string `json:"eventSource"`
	// When S3 finished the request: ISO 8601, UTC, to the millisecond.
	EventTime string `json:"eventTime"`
	// `2.1`; `2.2` and `2.3` add the members of single types of events. A greater minor version
	// adds more.
	EventVersion string `json:"eventVersion"`
	// Only on `ObjectRestore:Completed`.
	GlacierEventData *GlacierEventData `json:"glacierEventData,omitempty"`
	// Only on `IntelligentTiering`.
	IntelligentTieringEventData *IntelligentTieringEventData `json:"intelligentTieringEventData,omitempty"`
	// Only on `LifecycleTransition`.
	LifecycleEventData *LifecycleEventData `json:"lifecycleEventData,omitempty"`
	// Only on `Replication:…`.
	ReplicationEventData *ReplicationEventData `json:"replicationEventData,omitempty"`
	// The request.
	RequestParameters *S3EventRequest `json:"requestParameters,omitempty"`
	// `x-amz-request-id` and `x-amz-id-2` of the response.
	ResponseElements map[string]string `json:"responseElements,omitempty"`
	// Bucket and object.
	S3 S3EventEntity `json:"s3"`
	// Who caused the event.
	UserIdentity *S3EventIdentity `json:"userIdentity,omitempty"`
}

// Only on `ObjectRestore:Completed`.
type GlacierEventData struct {
	// The restored copy.
	RestoreEventData *RestoreEventData `json:"restoreEventData,omitempty"`
}

// The restored copy.
type RestoreEventData struct {
	// When the restored copy expires.
	LifecycleRestorationExpiryTime *string `json:"lifecycleRestorationExpiryTime,omitempty"`
	// Storage class that the object was restored from.
	LifecycleRestoreStorageClass *string `json:"lifecycleRestoreStorageClass,omitempty"`
}

// Only on `IntelligentTiering`.
type IntelligentTieringEventData struct {
	// Access tier that the object moved to.
	DestinationAccessTier *string `json:"destinationAccessTier,omitempty"`
}

// Only on `LifecycleTransition`.
type LifecycleEventData struct {
	// The transition.
	TransitionEventData *TransitionEventData `json:"transitionEventData,omitempty"`
}

// The transition.
type TransitionEventData struct {
	// Storage class that the object moved to.
	DestinationStorageClass *string `json:"destinationStorageClass,omitempty"`
}

// Only on `Replication:…`.
type ReplicationEventData struct {
	// ARN of the bucket that receives the copy.
	DestinationBucket *string `json:"destinationBucket,omitempty"`
	// Why it failed, such as `AssumeRoleNotPermitted`.
	FailureReason *string `json:"failureReason,omitempty"`
	// Id of the rule.
	ReplicationRuleID *string `json:"replicationRuleId,omitempty"`
	// When the request was made.
	RequestTime *string `json:"requestTime,omitempty"`
	// The operation, such as `OBJECT_PUT`.
	S3Operation *string `json:"s3Operation,omitempty"`
}

// The request.
type S3EventRequest struct {
	// Address of the request; `s3.amazonaws.com` for S3 itself.
	SourceIPAddress *string `json:"sourceIPAddress,omitempty"`
}

// Bucket and object.
type S3EventEntity struct {
	// The bucket.
	Bucket S3EventBucket `json:"bucket"`
	// Id of the notification in the configuration of the bucket.
	ConfigurationID *string `json:"configurationId,omitempty"`
	// The object.
	Object S3EventObject `json:"object"`
	// `1.0`.
	S3SchemaVersion *string `json:"s3SchemaVersion,omitempty"`
}

// The bucket.
type S3EventBucket struct {
	// ARN of the bucket.
	Arn string `json:"arn"`
	// Name of the bucket.
	Name string `json:"name"`
	// Owner of the bucket.
	OwnerIdentity *S3EventIdentity `json:"ownerIdentity,omitempty"`
}

// Who caused the event.
//
// Owner of the bucket.
type S3EventIdentity struct {
	// Id of the principal.
	PrincipalID *string `json:"principalId,omitempty"`
}

// The object.
type S3EventObject struct {
	// Entity tag; absent if the object is gone.
	ETag *string `json:"eTag,omitempty"`
	// Key of the object, encoded as in a form: a space is `+` (BKT-1).
	Key string `json:"key"`
	// Hexadecimal number that orders the events of one key; only on puts and deletes.
	Sequencer *string `json:"sequencer,omitempty"`
	// Size in bytes; absent if the object is gone or only its tags changed.
	Size *int64 `json:"size,omitempty"`
	// Version of the object; absent or null in a bucket without versions.
	VersionID *string `json:"versionId,omitempty"`
}

// Any event of an EventBridge bus (Amazon EventBridge User Guide, "Events"; members
// observed).
type BusEvent struct {
	// Account that the event is from.
	Account string `json:"account"`
	// What the sender says: any JSON object.
	Detail map[string]json.RawMessage `json:"detail"`
	// Type of the event; with the source it names its shape.
	DetailType string `json:"detail-type"`
	// Id of the event.
	ID string `json:"id"`
	// Region that the event is from.
	Region string `json:"region"`
	// ARNs that the event is about; may be empty.
	Resources []string `json:"resources"`
	// Sender; services of AWS begin with `aws.`, except `lambda`.
	Source string `json:"source"`
	// ISO 8601, UTC, to the second.
	Time string `json:"time"`
	// Version of the envelope, `0`; some of the examples of AWS leave it out.
	Version *string `json:"version,omitempty"`
}

// Event of EventBridge Scheduler for a target without an input (observed).
type ScheduleEvent struct {
	// Account that the event is from.
	Account string `json:"account"`
	// The string `{}`, unlike the object of every other event (SCH-2).
	Detail string `json:"detail"`
	// Always `Scheduled Event`.
	DetailType string `json:"detail-type"`
	// Id of the event.
	ID string `json:"id"`
	// Region that the event is from.
	Region string `json:"region"`
	// ARN of the schedule.
	Resources []string `json:"resources"`
	// Always `aws.scheduler`; a rule with a schedule has `aws.events`, and an object as its
	// detail (EVB-6).
	Source string `json:"source"`
	// ISO 8601, UTC, to the second.
	Time string `json:"time"`
	// Version of the envelope, `0`; some of the examples of AWS leave it out.
	Version *string `json:"version,omitempty"`
}

// Body of Lambda's error responses; the casing depends on the error (observed; Lambda API
// reference).
type ErrorResponse struct {
	// The message, in most errors.
	ErrorResponseMessage *string `json:"message,omitempty"`
	// The message, in ResourceNotFoundException and ServiceException.
	Message *string `json:"Message,omitempty"`
	// The exceeded limit, in TooManyRequestsException.
	Reason *string `json:"Reason,omitempty"`
	// Usually `User`; null for ResourceConflictException, absent for ValidationException.
	Type *string `json:"Type,omitempty"`
}

// Message attributes of an event that an EventBridge rule could not deliver; the body is
// the event (Amazon EventBridge User Guide, "Using dead-letter queues").
type RuleDeadLetterAttributes struct {
	// Code of the error, for example `NO_PERMISSIONS`.
	ErrorCode *DeadLetterAttribute `json:"ERROR_CODE,omitempty"`
	// Message of the error.
	ErrorMessage *DeadLetterAttribute `json:"ERROR_MESSAGE,omitempty"`
	// `MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; absent for an error that is not
	// retried.
	ExhaustedRetryCondition *DeadLetterAttribute `json:"EXHAUSTED_RETRY_CONDITION,omitempty"`
	// Number of retries, as a string.
	RetryAttempts *DeadLetterAttribute `json:"RETRY_ATTEMPTS,omitempty"`
	// ARN of the rule.
	RuleArn DeadLetterAttribute `json:"RULE_ARN"`
	// ARN of the target.
	TargetArn *DeadLetterAttribute `json:"TARGET_ARN,omitempty"`
}

// Message attributes of an invocation that a schedule could not make; the body is the
// payload (EventBridge Scheduler User Guide, "Configuring a dead-letter queue").
type ScheduleDeadLetterAttributes struct {
	// Code of the error, for example `NO_PERMISSIONS`.
	ErrorCode *DeadLetterAttribute `json:"ERROR_CODE,omitempty"`
	// Message of the error.
	ErrorMessage *DeadLetterAttribute `json:"ERROR_MESSAGE,omitempty"`
	// Id of the execution.
	ExecutionID *DeadLetterAttribute `json:"EXECUTION_ID,omitempty"`
	// `MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; absent for an error that is not
	// retried.
	ExhaustedRetryCondition *DeadLetterAttribute `json:"EXHAUSTED_RETRY_CONDITION,omitempty"`
	// Whether the body is cut: `true` or `false`.
	IsPayloadTruncated *DeadLetterAttribute `json:"IS_PAYLOAD_TRUNCATED,omitempty"`
	// Number of retries, as a string.
	RetryAttempts *DeadLetterAttribute `json:"RETRY_ATTEMPTS,omitempty"`
	// ARN of the schedule.
	ScheduleArn DeadLetterAttribute `json:"SCHEDULE_ARN"`
	// When the target was to be invoked: ISO 8601, UTC.
	ScheduledTime *DeadLetterAttribute `json:"SCHEDULED_TIME,omitempty"`
	// ARN of the target.
	TargetArn *DeadLetterAttribute `json:"TARGET_ARN,omitempty"`
}

// Failure of an EventBridge pipe that reads a stream; it describes the batch, whose records
// stay in the stream (Amazon EventBridge User Guide, "EventBridge Pipes error handling").
type PipeFailure struct {
	// Which pipe, and why.
	Context PipeContext `json:"context"`
	// The batch in a DynamoDB stream: shard, sequence numbers, times of arrival, size, stream.
	DDBStreamBatchInfo map[string]json.RawMessage `json:"DDBStreamBatchInfo,omitempty"`
	// The batch in a Kinesis stream: shard, sequence numbers, times of arrival, size, stream.
	KinesisBatchInfo map[string]json.RawMessage `json:"KinesisBatchInfo,omitempty"`
	// When the pipe gave up: ISO 8601, UTC.
	Timestamp *string `json:"timestamp,omitempty"`
	// `1.0`.
	Version *string `json:"version,omitempty"`
}

// Which pipe, and why.
type PipeContext struct {
	// `RetryAttemptsExhausted` or `RecordAgeExceeded`; open to others.
	Condition string `json:"condition"`
	// ARN of the pipe.
	PartnerResourceArn string `json:"partnerResourceArn"`
}

// Timeline of one asynchronous invocation: attempts, waits with their reasons, deliveries
// (a document of this project).
type Timeline struct {
	// When the event was accepted; its age counts from here (RTY-5).
	AcceptedAt *string `json:"acceptedAt,omitempty"`
	// What happened, in order.
	Entries []TimelineEntry `json:"entries"`
	// ARN as invoked, qualified.
	FunctionArn *string `json:"functionArn,omitempty"`
	// Request id of the 202 that accepted the event (INV-8).
	RequestID string `json:"requestId"`
	// Version of the timeline format.
	Version string `json:"version"`
}

// One entry; its members depend on `type`.
type TimelineEntry struct {
	// The count in the record (REC-9).
	ApproximateInvokeCount *int64 `json:"approximateInvokeCount,omitempty"`
	// When it happened, on the clock of the engine.
	At string `json:"at"`
	// Number of the attempt, including throttled ones.
	Attempt *int64 `json:"attempt,omitempty"`
	// Condition of the record (TRM-1).
	Condition *string `json:"condition,omitempty"`
	// Length of the wait, in milliseconds.
	DelayMS *float64 `json:"delayMs,omitempty"`
	// Target of the delivery.
	DestinationArn *string `json:"destinationArn,omitempty"`
	// Why the delivery failed, or the event was refused.
	Error *string `json:"error,omitempty"`
	// Message in the error object of the function; at most 1,024 characters.
	ErrorMessage *string `json:"errorMessage,omitempty"`
	// Type in the error object of the function.
	ErrorType *string `json:"errorType,omitempty"`
	// For people: the decision and its reasons, or where a delivery was kept and why.
	Explanation *string `json:"explanation,omitempty"`
	// Limit that throttled the attempt: reserved or account.
	Limit *string `json:"limit,omitempty"`
	// Number of log lines that the function had written before the attempt.
	LogPosition *int64 `json:"logPosition,omitempty"`
	// How the attempt ended: success, functionError, notFound, throttle, systemError, refused.
	Outcome *string `json:"outcome,omitempty"`
	// Size in bytes of the event, of an acceptance, or of the response or error object, of an
	// attempt.
	PayloadBytes *int64 `json:"payloadBytes,omitempty"`
	// First kilobyte of that payload, as text.
	PayloadHead *string `json:"payloadHead,omitempty"`
	// Why the event was quarantined.
	Reason *string `json:"reason,omitempty"`
	// OnSuccess, OnFailure or DeadLetter.
	Route *string `json:"route,omitempty"`
	// Ids of the rules behind the decision.
	Rules []string `json:"rules,omitempty"`
	// First frames of the stack in the error object, at most 8.
	Stack []string `json:"stack,omitempty"`
	// Status code in the record.
	StatusCode *int64 `json:"statusCode,omitempty"`
	// True if the function exceeded its timeout.
	TimedOut *bool `json:"timedOut,omitempty"`
	// What happened. Known: accepted, attempt-started, attempt-ended, waiting, ended,
	// delivered, kept, delivery-failed, lease-lost, outcome-unknown, quarantined, lost. Open:
	// more may come.
	Type string `json:"type"`
	// When the wait ends.
	Until *string `json:"until,omitempty"`
	// Version of the attempt, if it was known.
	Version *string `json:"version,omitempty"`
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Message attributes of an invocation that a schedule could not make; the body is the
 * payload (EventBridge Scheduler User Guide, "Configuring a dead-letter queue").
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScheduleDeadLetterAttributes {
    private DeadLetterAttribute errorCode;
    private DeadLetterAttribute errorMessage;
    private DeadLetterAttribute executionID;
    private DeadLetterAttribute exhaustedRetryCondition;
    private DeadLetterAttribute isPayloadTruncated;
    private DeadLetterAttribute retryAttempts;
    private DeadLetterAttribute scheduleArn;
    private DeadLetterAttribute scheduledTime;
    private DeadLetterAttribute targetArn;

    /**
     * Code of the error, for example `NO_PERMISSIONS`.
     */
    @JsonProperty("ERROR_CODE")
    public DeadLetterAttribute getErrorCode() { return errorCode; }
    @JsonProperty("ERROR_CODE")
    public void setErrorCode(DeadLetterAttribute value) { this.errorCode = value; }

    /**
     * Message of the error.
     */
    @JsonProperty("ERROR_MESSAGE")
    public DeadLetterAttribute getErrorMessage() { return errorMessage; }
    @JsonProperty("ERROR_MESSAGE")
    public void setErrorMessage(DeadLetterAttribute value) { this.errorMessage = value; }

    /**
     * Id of the execution.
     */
    @JsonProperty("EXECUTION_ID")
    public DeadLetterAttribute getExecutionID() { return executionID; }
    @JsonProperty("EXECUTION_ID")
    public void setExecutionID(DeadLetterAttribute value) { this.executionID = value; }

    /**
     * `MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; absent for an error that is not
     * retried.
     */
    @JsonProperty("EXHAUSTED_RETRY_CONDITION")
    public DeadLetterAttribute getExhaustedRetryCondition() { return exhaustedRetryCondition; }
    @JsonProperty("EXHAUSTED_RETRY_CONDITION")
    public void setExhaustedRetryCondition(DeadLetterAttribute value) { this.exhaustedRetryCondition = value; }

    /**
     * Whether the body is cut: `true` or `false`.
     */
    @JsonProperty("IS_PAYLOAD_TRUNCATED")
    public DeadLetterAttribute getIsPayloadTruncated() { return isPayloadTruncated; }
    @JsonProperty("IS_PAYLOAD_TRUNCATED")
    public void setIsPayloadTruncated(DeadLetterAttribute value) { this.isPayloadTruncated = value; }

    /**
     * Number of retries, as a string.
     */
    @JsonProperty("RETRY_ATTEMPTS")
    public DeadLetterAttribute getRetryAttempts() { return retryAttempts; }
    @JsonProperty("RETRY_ATTEMPTS")
    public void setRetryAttempts(DeadLetterAttribute value) { this.retryAttempts = value; }

    /**
     * ARN of the schedule.
     */
    @JsonProperty("SCHEDULE_ARN")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public DeadLetterAttribute getScheduleArn() { return scheduleArn; }
    @JsonProperty("SCHEDULE_ARN")
    public void setScheduleArn(DeadLetterAttribute value) { this.scheduleArn = value; }

    /**
     * When the target was to be invoked: ISO 8601, UTC.
     */
    @JsonProperty("SCHEDULED_TIME")
    public DeadLetterAttribute getScheduledTime() { return scheduledTime; }
    @JsonProperty("SCHEDULED_TIME")
    public void setScheduledTime(DeadLetterAttribute value) { this.scheduledTime = value; }

    /**
     * ARN of the target.
     */
    @JsonProperty("TARGET_ARN")
    public DeadLetterAttribute getTargetArn() { return targetArn; }
    @JsonProperty("TARGET_ARN")
    public void setTargetArn(DeadLetterAttribute value) { this.targetArn = value; }
}

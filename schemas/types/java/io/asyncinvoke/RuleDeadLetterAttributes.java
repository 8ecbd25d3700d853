// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Message attributes of an event that an EventBridge rule could not deliver; the body is
 * the event (Amazon EventBridge User Guide, "Using dead-letter queues").
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RuleDeadLetterAttributes {
    private DeadLetterAttribute errorCode;
    private DeadLetterAttribute errorMessage;
    private DeadLetterAttribute exhaustedRetryCondition;
    private DeadLetterAttribute retryAttempts;
    private DeadLetterAttribute ruleArn;
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
     * `MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; absent for an error that is not
     * retried.
     */
    @JsonProperty("EXHAUSTED_RETRY_CONDITION")
    public DeadLetterAttribute getExhaustedRetryCondition() { return exhaustedRetryCondition; }
    @JsonProperty("EXHAUSTED_RETRY_CONDITION")
    public void setExhaustedRetryCondition(DeadLetterAttribute value) { this.exhaustedRetryCondition = value; }

    /**
     * Number of retries, as a string.
     */
    @JsonProperty("RETRY_ATTEMPTS")
    public DeadLetterAttribute getRetryAttempts() { return retryAttempts; }
    @JsonProperty("RETRY_ATTEMPTS")
    public void setRetryAttempts(DeadLetterAttribute value) { this.retryAttempts = value; }

    /**
     * ARN of the rule.
     */
    @JsonProperty("RULE_ARN")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public DeadLetterAttribute getRuleArn() { return ruleArn; }
    @JsonProperty("RULE_ARN")
    public void setRuleArn(DeadLetterAttribute value) { this.ruleArn = value; }

    /**
     * ARN of the target.
     */
    @JsonProperty("TARGET_ARN")
    public DeadLetterAttribute getTargetArn() { return targetArn; }
    @JsonProperty("TARGET_ARN")
    public void setTargetArn(DeadLetterAttribute value) { this.targetArn = value; }
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Target of the original event of a failed asynchronous invocation (Lambda API reference,
 * DeadLetterConfig).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeadLetterConfig {
    private String targetArn;

    /**
     * A standard SQS queue or SNS topic. On update, missing keeps and an empty string removes
     * it (FNC-2).
     */
    @JsonProperty("TargetArn")
    public String getTargetArn() { return targetArn; }
    @JsonProperty("TargetArn")
    public void setTargetArn(String value) { this.targetArn = value; }
}

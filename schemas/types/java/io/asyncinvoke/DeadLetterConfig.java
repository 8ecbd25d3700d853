// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Where the original event of a failed asynchronous invocation goes (Lambda API reference,
 * DeadLetterConfig).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeadLetterConfig {
    private String targetArn;

    /**
     * A standard SQS queue or SNS topic. On update, missing keeps and the empty text removes
     * (FNC-2).
     */
    @JsonProperty("TargetArn")
    public String getTargetArn() { return targetArn; }
    @JsonProperty("TargetArn")
    public void setTargetArn(String value) { this.targetArn = value; }
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Which pipe, and why.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PipeContext {
    private String condition;
    private String partnerResourceArn;

    /**
     * `RetryAttemptsExhausted` or `RecordAgeExceeded`; open to others.
     */
    @JsonProperty("condition")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getCondition() { return condition; }
    @JsonProperty("condition")
    public void setCondition(String value) { this.condition = value; }

    /**
     * ARN of the pipe.
     */
    @JsonProperty("partnerResourceArn")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getPartnerResourceArn() { return partnerResourceArn; }
    @JsonProperty("partnerResourceArn")
    public void setPartnerResourceArn(String value) { this.partnerResourceArn = value; }
}

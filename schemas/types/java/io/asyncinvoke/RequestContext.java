// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Which event, which function, and why this record exists.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RequestContext {
    private long approximateInvokeCount;
    private String condition;
    private String functionArn;
    private String requestID;

    /**
     * Attempts with a definite result; throttled attempts do not count (REC-9).
     */
    @JsonProperty("approximateInvokeCount")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public long getApproximateInvokeCount() { return approximateInvokeCount; }
    @JsonProperty("approximateInvokeCount")
    public void setApproximateInvokeCount(long value) { this.approximateInvokeCount = value; }

    /**
     * Why the record was made. Known: Success, RetriesExhausted, EventAgeExceeded,
     * ZeroReservedConcurrency. Open: AWS may add more (TRM-1).
     */
    @JsonProperty("condition")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getCondition() { return condition; }
    @JsonProperty("condition")
    public void setCondition(String value) { this.condition = value; }

    /**
     * ARN as invoked, always with a qualifier: an unqualified invoke shows `:$LATEST` (REC-1).
     */
    @JsonProperty("functionArn")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getFunctionArn() { return functionArn; }
    @JsonProperty("functionArn")
    public void setFunctionArn(String value) { this.functionArn = value; }

    /**
     * Request id of the 202 that accepted the event; the same in every attempt (INV-8).
     */
    @JsonProperty("requestId")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getRequestID() { return requestID; }
    @JsonProperty("requestId")
    public void setRequestID(String value) { this.requestID = value; }
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Message attributes that Lambda puts on a dead-letter message (Lambda Developer Guide,
 * "Asynchronous invocation"; spellings observed per envelope).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeadLetterAttributes {
    private DeadLetterAttribute errorCode;
    private DeadLetterAttribute errorMessage;
    private DeadLetterAttribute requestID;

    /**
     * Status code as a string: 200 function error, 404 function gone, 429 throttled until
     * expiry; absent for zero reserved concurrency (DLQ-2).
     */
    @JsonProperty("ErrorCode")
    public DeadLetterAttribute getErrorCode() { return errorCode; }
    @JsonProperty("ErrorCode")
    public void setErrorCode(DeadLetterAttribute value) { this.errorCode = value; }

    /**
     * Error message, cut to 1024 bytes of UTF-8; a split character becomes U+FFFD (DLQ-4).
     */
    @JsonProperty("ErrorMessage")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public DeadLetterAttribute getErrorMessage() { return errorMessage; }
    @JsonProperty("ErrorMessage")
    public void setErrorMessage(DeadLetterAttribute value) { this.errorMessage = value; }

    /**
     * Request id of the 202 that accepted the event; spelled `RequestID` (DLQ-3).
     */
    @JsonProperty("RequestID")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public DeadLetterAttribute getRequestID() { return requestID; }
    @JsonProperty("RequestID")
    public void setRequestID(DeadLetterAttribute value) { this.requestID = value; }
}

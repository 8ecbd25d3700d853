// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Body of Lambda's error responses; the casing depends on the error (observed; Lambda API
 * reference).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ErrorResponse {
    private String errorResponseMessage;
    private String message;
    private String reason;
    private String type;

    /**
     * The message, in most errors.
     */
    @JsonProperty("message")
    public String getErrorResponseMessage() { return errorResponseMessage; }
    @JsonProperty("message")
    public void setErrorResponseMessage(String value) { this.errorResponseMessage = value; }

    /**
     * The message, in ResourceNotFoundException and ServiceException.
     */
    @JsonProperty("Message")
    public String getMessage() { return message; }
    @JsonProperty("Message")
    public void setMessage(String value) { this.message = value; }

    /**
     * The exceeded limit, in TooManyRequestsException.
     */
    @JsonProperty("Reason")
    public String getReason() { return reason; }
    @JsonProperty("Reason")
    public void setReason(String value) { this.reason = value; }

    /**
     * Usually `User`; null for ResourceConflictException, absent for ValidationException.
     */
    @JsonProperty("Type")
    public String getType() { return type; }
    @JsonProperty("Type")
    public void setType(String value) { this.type = value; }
}

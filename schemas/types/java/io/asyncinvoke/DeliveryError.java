// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Present if the response could not be put into the record, for example because it is not
 * JSON (REC-8).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeliveryError {
    private String errorCode;
    private String errorMessage;
    private long statusCode;

    /**
     * `InvalidRequestContentException` for a response that is not JSON.
     */
    @JsonProperty("errorCode")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getErrorCode() { return errorCode; }
    @JsonProperty("errorCode")
    public void setErrorCode(String value) { this.errorCode = value; }

    /**
     * A message for people.
     */
    @JsonProperty("errorMessage")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getErrorMessage() { return errorMessage; }
    @JsonProperty("errorMessage")
    public void setErrorMessage(String value) { this.errorMessage = value; }

    /**
     * 400 for a response that is not JSON.
     */
    @JsonProperty("statusCode")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public long getStatusCode() { return statusCode; }
    @JsonProperty("statusCode")
    public void setStatusCode(long value) { this.statusCode = value; }
}

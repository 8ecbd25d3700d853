// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Destinations of invocation records, one per side.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RequestedDestinationConfig {
    private RequestedDestination onFailure;
    private RequestedDestination onSuccess;

    /**
     * Destination of the record of any other outcome. Absent or {} keeps the side on Update and
     * leaves it unset on Put (CFG-8).
     */
    @JsonProperty("OnFailure")
    public RequestedDestination getOnFailure() { return onFailure; }
    @JsonProperty("OnFailure")
    public void setOnFailure(RequestedDestination value) { this.onFailure = value; }

    /**
     * Destination of the record of a success. Absent or {} keeps the side on Update and leaves
     * it unset on Put (CFG-8).
     */
    @JsonProperty("OnSuccess")
    public RequestedDestination getOnSuccess() { return onSuccess; }
    @JsonProperty("OnSuccess")
    public void setOnSuccess(RequestedDestination value) { this.onSuccess = value; }
}

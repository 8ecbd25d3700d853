// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Where invocation records go, one destination per side.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RequestedDestinationConfig {
    private RequestedDestination onFailure;
    private RequestedDestination onSuccess;

    /**
     * Where the record of any other outcome goes. Absent or {} keeps the side on Update and
     * leaves it unset on Put (CFG-8).
     */
    @JsonProperty("OnFailure")
    public RequestedDestination getOnFailure() { return onFailure; }
    @JsonProperty("OnFailure")
    public void setOnFailure(RequestedDestination value) { this.onFailure = value; }

    /**
     * Where the record of a success goes. Absent or {} keeps the side on Update and leaves it
     * unset on Put (CFG-8).
     */
    @JsonProperty("OnSuccess")
    public RequestedDestination getOnSuccess() { return onSuccess; }
    @JsonProperty("OnSuccess")
    public void setOnSuccess(RequestedDestination value) { this.onSuccess = value; }
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Both sides, always.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DestinationConfig {
    private Destination onFailure;
    private Destination onSuccess;

    /**
     * Failure side.
     */
    @JsonProperty("OnFailure")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public Destination getOnFailure() { return onFailure; }
    @JsonProperty("OnFailure")
    public void setOnFailure(Destination value) { this.onFailure = value; }

    /**
     * Success side.
     */
    @JsonProperty("OnSuccess")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public Destination getOnSuccess() { return onSuccess; }
    @JsonProperty("OnSuccess")
    public void setOnSuccess(Destination value) { this.onSuccess = value; }
}

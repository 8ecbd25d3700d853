// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Destinations of invocation records.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SdkDestinationConfig {
    private SdkDestination onFailure;
    private SdkDestination onSuccess;

    /**
     * One side; {} if unset.
     */
    @JsonProperty("OnFailure")
    public SdkDestination getOnFailure() { return onFailure; }
    @JsonProperty("OnFailure")
    public void setOnFailure(SdkDestination value) { this.onFailure = value; }

    /**
     * One side; {} if unset.
     */
    @JsonProperty("OnSuccess")
    public SdkDestination getOnSuccess() { return onSuccess; }
    @JsonProperty("OnSuccess")
    public void setOnSuccess(SdkDestination value) { this.onSuccess = value; }
}

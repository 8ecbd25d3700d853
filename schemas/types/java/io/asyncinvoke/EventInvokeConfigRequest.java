// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Body of PutFunctionEventInvokeConfig (replaces) and UpdateFunctionEventInvokeConfig
 * (merges): at least one setting, and a side object counts as one (Lambda API reference;
 * CFG-9 observed).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EventInvokeConfigRequest {
    private RequestedDestinationConfig destinationConfig;
    private Long maximumEventAgeInSeconds;
    private Long maximumRetryAttempts;

    /**
     * Destinations of invocation records, one per side.
     */
    @JsonProperty("DestinationConfig")
    public RequestedDestinationConfig getDestinationConfig() { return destinationConfig; }
    @JsonProperty("DestinationConfig")
    public void setDestinationConfig(RequestedDestinationConfig value) { this.destinationConfig = value; }

    /**
     * Seconds an event may wait in the queue, 60 to 21600; unset means 21600.
     */
    @JsonProperty("MaximumEventAgeInSeconds")
    public Long getMaximumEventAgeInSeconds() { return maximumEventAgeInSeconds; }
    @JsonProperty("MaximumEventAgeInSeconds")
    public void setMaximumEventAgeInSeconds(Long value) { this.maximumEventAgeInSeconds = value; }

    /**
     * Retries after a function error, 0 to 2; unset means 2.
     */
    @JsonProperty("MaximumRetryAttempts")
    public Long getMaximumRetryAttempts() { return maximumRetryAttempts; }
    @JsonProperty("MaximumRetryAttempts")
    public void setMaximumRetryAttempts(Long value) { this.maximumRetryAttempts = value; }
}

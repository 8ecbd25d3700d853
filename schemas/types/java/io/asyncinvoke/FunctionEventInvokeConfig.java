// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Response of Put, Update and Get, and element of List, on the wire (Lambda API reference;
 * nulls observed).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionEventInvokeConfig {
    private DestinationConfig destinationConfig;
    private String functionArn;
    private double lastModified;
    private Long maximumEventAgeInSeconds;
    private Long maximumRetryAttempts;

    /**
     * Both sides, always.
     */
    @JsonProperty("DestinationConfig")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public DestinationConfig getDestinationConfig() { return destinationConfig; }
    @JsonProperty("DestinationConfig")
    public void setDestinationConfig(DestinationConfig value) { this.destinationConfig = value; }

    /**
     * The configured function, always with a qualifier: `:$LATEST`, a version or an alias
     * (CFG-3).
     */
    @JsonProperty("FunctionArn")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getFunctionArn() { return functionArn; }
    @JsonProperty("FunctionArn")
    public void setFunctionArn(String value) { this.functionArn = value; }

    /**
     * Epoch seconds with a fraction; may be printed with an exponent, 1.789408477685E9 (CFG-4).
     */
    @JsonProperty("LastModified")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public double getLastModified() { return lastModified; }
    @JsonProperty("LastModified")
    public void setLastModified(double value) { this.lastModified = value; }

    /**
     * Seconds an event may wait in the queue, 60 to 21600; unset means 21600 (CFG-2).
     */
    @JsonProperty("MaximumEventAgeInSeconds")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public Long getMaximumEventAgeInSeconds() { return maximumEventAgeInSeconds; }
    @JsonProperty("MaximumEventAgeInSeconds")
    public void setMaximumEventAgeInSeconds(Long value) { this.maximumEventAgeInSeconds = value; }

    /**
     * Retries after a function error, 0 to 2; unset means 2 (CFG-2).
     */
    @JsonProperty("MaximumRetryAttempts")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public Long getMaximumRetryAttempts() { return maximumRetryAttempts; }
    @JsonProperty("MaximumRetryAttempts")
    public void setMaximumRetryAttempts(Long value) { this.maximumRetryAttempts = value; }
}

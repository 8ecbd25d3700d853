// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * The settings as AWS SDKs return them: unset members are missing, never null (CFG-1,
 * observed).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SdkFunctionEventInvokeConfig {
    private SdkDestinationConfig destinationConfig;
    private String functionArn;
    private String lastModified;
    private Long maximumEventAgeInSeconds;
    private Long maximumRetryAttempts;

    /**
     * Destinations of invocation records.
     */
    @JsonProperty("DestinationConfig")
    public SdkDestinationConfig getDestinationConfig() { return destinationConfig; }
    @JsonProperty("DestinationConfig")
    public void setDestinationConfig(SdkDestinationConfig value) { this.destinationConfig = value; }

    /**
     * The configured function, always with a qualifier: `:$LATEST`, a version or an alias
     * (CFG-3).
     */
    @JsonProperty("FunctionArn")
    public String getFunctionArn() { return functionArn; }
    @JsonProperty("FunctionArn")
    public void setFunctionArn(String value) { this.functionArn = value; }

    /**
     * A Date in memory, ISO 8601 in JSON. The wire has epoch seconds (CFG-4).
     */
    @JsonProperty("LastModified")
    public String getLastModified() { return lastModified; }
    @JsonProperty("LastModified")
    public void setLastModified(String value) { this.lastModified = value; }

    /**
     * Seconds an event may wait in the queue, 60 to 21600; unset means 21600 (CFG-2).
     */
    @JsonProperty("MaximumEventAgeInSeconds")
    public Long getMaximumEventAgeInSeconds() { return maximumEventAgeInSeconds; }
    @JsonProperty("MaximumEventAgeInSeconds")
    public void setMaximumEventAgeInSeconds(Long value) { this.maximumEventAgeInSeconds = value; }

    /**
     * Retries after a function error, 0 to 2; unset means 2 (CFG-2).
     */
    @JsonProperty("MaximumRetryAttempts")
    public Long getMaximumRetryAttempts() { return maximumRetryAttempts; }
    @JsonProperty("MaximumRetryAttempts")
    public void setMaximumRetryAttempts(Long value) { this.maximumRetryAttempts = value; }
}

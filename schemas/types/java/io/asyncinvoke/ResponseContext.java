// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * How the last attempt ended. Absent for ZeroReservedConcurrency.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ResponseContext {
    private String executedVersion;
    private String functionError;
    private long statusCode;

    /**
     * Version that ran, `$LATEST` or a number; absent when no code ran (REC-2).
     */
    @JsonProperty("executedVersion")
    public String getExecutedVersion() { return executedVersion; }
    @JsonProperty("executedVersion")
    public void setExecutedVersion(String value) { this.executedVersion = value; }

    /**
     * `Unhandled`, or `Handled` in records of 2019; absent without a function error (REC-3).
     */
    @JsonProperty("functionError")
    public String getFunctionError() { return functionError; }
    @JsonProperty("functionError")
    public void setFunctionError(String value) { this.functionError = value; }

    /**
     * 200 when code ran, 404 when the target was gone, 429 when throttled to expiry.
     */
    @JsonProperty("statusCode")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public long getStatusCode() { return statusCode; }
    @JsonProperty("statusCode")
    public void setStatusCode(long value) { this.statusCode = value; }
}

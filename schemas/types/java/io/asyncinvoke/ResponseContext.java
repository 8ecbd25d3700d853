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
     * Version that ran, `$LATEST` or a number; absent if no code ran (REC-2).
     */
    @JsonProperty("executedVersion")
    public String getExecutedVersion() { return executedVersion; }
    @JsonProperty("executedVersion")
    public void setExecutedVersion(String value) { this.executedVersion = value; }

    /**
     * `Unhandled`, or `Handled` in records from 2019; absent without a function error (REC-3).
     */
    @JsonProperty("functionError")
    public String getFunctionError() { return functionError; }
    @JsonProperty("functionError")
    public void setFunctionError(String value) { this.functionError = value; }

    /**
     * 200 if code ran, 404 if the function was gone, 429 if throttled until expiry.
     */
    @JsonProperty("statusCode")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public long getStatusCode() { return statusCode; }
    @JsonProperty("statusCode")
    public void setStatusCode(long value) { this.statusCode = value; }
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import java.util.*;

/**
 * Timeline of one asynchronous invocation: attempts, waits with their reasons, deliveries
 * (a document of this project).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Timeline {
    private String acceptedAt;
    private List<TimelineEntry> entries;
    private String functionArn;
    private String requestID;
    private String version;

    /**
     * When the event was accepted; its age counts from here (RTY-5).
     */
    @JsonProperty("acceptedAt")
    public String getAcceptedAt() { return acceptedAt; }
    @JsonProperty("acceptedAt")
    public void setAcceptedAt(String value) { this.acceptedAt = value; }

    /**
     * What happened, in order.
     */
    @JsonProperty("entries")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public List<TimelineEntry> getEntries() { return entries; }
    @JsonProperty("entries")
    public void setEntries(List<TimelineEntry> value) { this.entries = value; }

    /**
     * ARN as invoked, qualified.
     */
    @JsonProperty("functionArn")
    public String getFunctionArn() { return functionArn; }
    @JsonProperty("functionArn")
    public void setFunctionArn(String value) { this.functionArn = value; }

    /**
     * Request id of the 202 that accepted the event (INV-8).
     */
    @JsonProperty("requestId")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getRequestID() { return requestID; }
    @JsonProperty("requestId")
    public void setRequestID(String value) { this.requestID = value; }

    /**
     * Version of the timeline format.
     */
    @JsonProperty("version")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getVersion() { return version; }
    @JsonProperty("version")
    public void setVersion(String value) { this.version = value; }
}

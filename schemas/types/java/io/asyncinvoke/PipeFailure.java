// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.*;

/**
 * Failure of an EventBridge pipe that reads a stream; it describes the batch, whose records
 * stay in the stream (Amazon EventBridge User Guide, "EventBridge Pipes error handling").
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PipeFailure {
    private PipeContext context;
    private Map<String, JsonNode> ddbStreamBatchInfo;
    private Map<String, JsonNode> kinesisBatchInfo;
    private String timestamp;
    private String version;

    /**
     * Which pipe, and why.
     */
    @JsonProperty("context")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public PipeContext getContext() { return context; }
    @JsonProperty("context")
    public void setContext(PipeContext value) { this.context = value; }

    /**
     * The batch in a DynamoDB stream: shard, sequence numbers, times of arrival, size, stream.
     */
    @JsonProperty("DDBStreamBatchInfo")
    public Map<String, JsonNode> getDdbStreamBatchInfo() { return ddbStreamBatchInfo; }
    @JsonProperty("DDBStreamBatchInfo")
    public void setDdbStreamBatchInfo(Map<String, JsonNode> value) { this.ddbStreamBatchInfo = value; }

    /**
     * The batch in a Kinesis stream: shard, sequence numbers, times of arrival, size, stream.
     */
    @JsonProperty("KinesisBatchInfo")
    public Map<String, JsonNode> getKinesisBatchInfo() { return kinesisBatchInfo; }
    @JsonProperty("KinesisBatchInfo")
    public void setKinesisBatchInfo(Map<String, JsonNode> value) { this.kinesisBatchInfo = value; }

    /**
     * When the pipe gave up: ISO 8601, UTC.
     */
    @JsonProperty("timestamp")
    public String getTimestamp() { return timestamp; }
    @JsonProperty("timestamp")
    public void setTimestamp(String value) { this.timestamp = value; }

    /**
     * `1.0`.
     */
    @JsonProperty("version")
    public String getVersion() { return version; }
    @JsonProperty("version")
    public void setVersion(String value) { this.version = value; }
}

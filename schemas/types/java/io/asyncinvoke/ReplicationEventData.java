// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Only on `Replication:…`.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ReplicationEventData {
    private String destinationBucket;
    private String failureReason;
    private String replicationRuleID;
    private String requestTime;
    private String s3Operation;

    /**
     * ARN of the bucket that receives the copy.
     */
    @JsonProperty("destinationBucket")
    public String getDestinationBucket() { return destinationBucket; }
    @JsonProperty("destinationBucket")
    public void setDestinationBucket(String value) { this.destinationBucket = value; }

    /**
     * Why it failed, such as `AssumeRoleNotPermitted`.
     */
    @JsonProperty("failureReason")
    public String getFailureReason() { return failureReason; }
    @JsonProperty("failureReason")
    public void setFailureReason(String value) { this.failureReason = value; }

    /**
     * Id of the rule.
     */
    @JsonProperty("replicationRuleId")
    public String getReplicationRuleID() { return replicationRuleID; }
    @JsonProperty("replicationRuleId")
    public void setReplicationRuleID(String value) { this.replicationRuleID = value; }

    /**
     * When the request was made.
     */
    @JsonProperty("requestTime")
    public String getRequestTime() { return requestTime; }
    @JsonProperty("requestTime")
    public void setRequestTime(String value) { this.requestTime = value; }

    /**
     * The operation, such as `OBJECT_PUT`.
     */
    @JsonProperty("s3Operation")
    public String getS3Operation() { return s3Operation; }
    @JsonProperty("s3Operation")
    public void setS3Operation(String value) { this.s3Operation = value; }
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import java.util.*;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class S3EventRecord {
    private String awsRegion;
    private String eventName;
    private String eventSource;
    private String eventTime;
    private String eventVersion;
    private GlacierEventData glacierEventData;
    private IntelligentTieringEventData intelligentTieringEventData;
    private LifecycleEventData lifecycleEventData;
    private ReplicationEventData replicationEventData;
    private S3EventRequest requestParameters;
    private Map<String, String> responseElements;
    private S3EventEntity s3;
    private S3EventIdentity userIdentity;

    /**
     * Region of the bucket.
     */
    @JsonProperty("awsRegion")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getAwsRegion() { return awsRegion; }
    @JsonProperty("awsRegion")
    public void setAwsRegion(String value) { this.awsRegion = value; }

    /**
     * Type of the event without the prefix `s3:`, such as `ObjectCreated:Put`.
     */
    @JsonProperty("eventName")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getEventName() { return eventName; }
    @JsonProperty("eventName")
    public void setEventName(String value) { this.eventName = value; }

    /**
     * Always `aws:s3`.
     */
    @JsonProperty("eventSource")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getEventSource() { return eventSource; }
    @JsonProperty("eventSource")
    public void setEventSource(String value) { this.eventSource = value; }

    /**
     * When S3 finished the request: ISO 8601, UTC, to the millisecond.
     */
    @JsonProperty("eventTime")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getEventTime() { return eventTime; }
    @JsonProperty("eventTime")
    public void setEventTime(String value) { this.eventTime = value; }

    /**
     * `2.1`; `2.2` and `2.3` add the members of single types of events. A greater minor version
     * adds more.
     */
    @JsonProperty("eventVersion")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getEventVersion() { return eventVersion; }
    @JsonProperty("eventVersion")
    public void setEventVersion(String value) { this.eventVersion = value; }

    /**
     * Only on `ObjectRestore:Completed`.
     */
    @JsonProperty("glacierEventData")
    public GlacierEventData getGlacierEventData() { return glacierEventData; }
    @JsonProperty("glacierEventData")
    public void setGlacierEventData(GlacierEventData value) { this.glacierEventData = value; }

    /**
     * Only on `IntelligentTiering`.
     */
    @JsonProperty("intelligentTieringEventData")
    public IntelligentTieringEventData getIntelligentTieringEventData() { return intelligentTieringEventData; }
    @JsonProperty("intelligentTieringEventData")
    public void setIntelligentTieringEventData(IntelligentTieringEventData value) { this.intelligentTieringEventData = value; }

    /**
     * Only on `LifecycleTransition`.
     */
    @JsonProperty("lifecycleEventData")
    public LifecycleEventData getLifecycleEventData() { return lifecycleEventData; }
    @JsonProperty("lifecycleEventData")
    public void setLifecycleEventData(LifecycleEventData value) { this.lifecycleEventData = value; }

    /**
     * Only on `Replication:…`.
     */
    @JsonProperty("replicationEventData")
    public ReplicationEventData getReplicationEventData() { return replicationEventData; }
    @JsonProperty("replicationEventData")
    public void setReplicationEventData(ReplicationEventData value) { this.replicationEventData = value; }

    /**
     * The request.
     */
    @JsonProperty("requestParameters")
    public S3EventRequest getRequestParameters() { return requestParameters; }
    @JsonProperty("requestParameters")
    public void setRequestParameters(S3EventRequest value) { this.requestParameters = value; }

    /**
     * `x-amz-request-id` and `x-amz-id-2` of the response.
     */
    @JsonProperty("responseElements")
    public Map<String, String> getResponseElements() { return responseElements; }
    @JsonProperty("responseElements")
    public void setResponseElements(Map<String, String> value) { this.responseElements = value; }

    /**
     * Bucket and object.
     */
    @JsonProperty("s3")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public S3EventEntity getS3() { return s3; }
    @JsonProperty("s3")
    public void setS3(S3EventEntity value) { this.s3 = value; }

    /**
     * Who caused the event.
     */
    @JsonProperty("userIdentity")
    public S3EventIdentity getUserIdentity() { return userIdentity; }
    @JsonProperty("userIdentity")
    public void setUserIdentity(S3EventIdentity value) { this.userIdentity = value; }
}

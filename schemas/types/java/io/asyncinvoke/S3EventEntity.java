// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Bucket and object.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class S3EventEntity {
    private S3EventBucket bucket;
    private String configurationID;
    private S3EventObject object;
    private String s3SchemaVersion;

    /**
     * The bucket.
     */
    @JsonProperty("bucket")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public S3EventBucket getBucket() { return bucket; }
    @JsonProperty("bucket")
    public void setBucket(S3EventBucket value) { this.bucket = value; }

    /**
     * Id of the notification in the configuration of the bucket.
     */
    @JsonProperty("configurationId")
    public String getConfigurationID() { return configurationID; }
    @JsonProperty("configurationId")
    public void setConfigurationID(String value) { this.configurationID = value; }

    /**
     * The object.
     */
    @JsonProperty("object")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public S3EventObject getObject() { return object; }
    @JsonProperty("object")
    public void setObject(S3EventObject value) { this.object = value; }

    /**
     * `1.0`.
     */
    @JsonProperty("s3SchemaVersion")
    public String getS3SchemaVersion() { return s3SchemaVersion; }
    @JsonProperty("s3SchemaVersion")
    public void setS3SchemaVersion(String value) { this.s3SchemaVersion = value; }
}

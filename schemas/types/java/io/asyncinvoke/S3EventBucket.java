// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * The bucket.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class S3EventBucket {
    private String arn;
    private String name;
    private S3EventIdentity ownerIdentity;

    /**
     * ARN of the bucket.
     */
    @JsonProperty("arn")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getArn() { return arn; }
    @JsonProperty("arn")
    public void setArn(String value) { this.arn = value; }

    /**
     * Name of the bucket.
     */
    @JsonProperty("name")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getName() { return name; }
    @JsonProperty("name")
    public void setName(String value) { this.name = value; }

    /**
     * Owner of the bucket.
     */
    @JsonProperty("ownerIdentity")
    public S3EventIdentity getOwnerIdentity() { return ownerIdentity; }
    @JsonProperty("ownerIdentity")
    public void setOwnerIdentity(S3EventIdentity value) { this.ownerIdentity = value; }
}

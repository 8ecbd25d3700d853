// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * The request.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class S3EventRequest {
    private String sourceIPAddress;

    /**
     * Address of the request; `s3.amazonaws.com` for S3 itself.
     */
    @JsonProperty("sourceIPAddress")
    public String getSourceIPAddress() { return sourceIPAddress; }
    @JsonProperty("sourceIPAddress")
    public void setSourceIPAddress(String value) { this.sourceIPAddress = value; }
}

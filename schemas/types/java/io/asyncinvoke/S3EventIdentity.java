// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Who caused the event.
 *
 * Owner of the bucket.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class S3EventIdentity {
    private String principalID;

    /**
     * Id of the principal.
     */
    @JsonProperty("principalId")
    public String getPrincipalID() { return principalID; }
    @JsonProperty("principalId")
    public void setPrincipalID(String value) { this.principalID = value; }
}

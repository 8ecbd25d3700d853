// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Only on `IntelligentTiering`.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class IntelligentTieringEventData {
    private String destinationAccessTier;

    /**
     * Access tier that the object moved to.
     */
    @JsonProperty("destinationAccessTier")
    public String getDestinationAccessTier() { return destinationAccessTier; }
    @JsonProperty("destinationAccessTier")
    public void setDestinationAccessTier(String value) { this.destinationAccessTier = value; }
}

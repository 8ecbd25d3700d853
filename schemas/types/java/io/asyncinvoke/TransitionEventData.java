// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * The transition.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TransitionEventData {
    private String destinationStorageClass;

    /**
     * Storage class that the object moved to.
     */
    @JsonProperty("destinationStorageClass")
    public String getDestinationStorageClass() { return destinationStorageClass; }
    @JsonProperty("destinationStorageClass")
    public void setDestinationStorageClass(String value) { this.destinationStorageClass = value; }
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * One side; {} if unset.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SdkDestination {
    private String destination;

    /**
     * ARN of the destination; missing if unset.
     */
    @JsonProperty("Destination")
    public String getDestination() { return destination; }
    @JsonProperty("Destination")
    public void setDestination(String value) { this.destination = value; }
}

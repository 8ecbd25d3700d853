// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Success side.
 *
 * Failure side.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Destination {
    private String destination;

    /**
     * ARN, or null if the side is unset.
     */
    @JsonProperty("Destination")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getDestination() { return destination; }
    @JsonProperty("Destination")
    public void setDestination(String value) { this.destination = value; }
}

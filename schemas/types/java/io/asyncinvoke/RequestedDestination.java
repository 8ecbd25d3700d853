// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Destination of the record of a success. Absent or {} keeps the side on Update and leaves
 * it unset on Put (CFG-8).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RequestedDestination {
    private String destination;

    /**
     * ARN of the destination; an empty string clears the side (CFG-8).
     */
    @JsonProperty("Destination")
    public String getDestination() { return destination; }
    @JsonProperty("Destination")
    public void setDestination(String value) { this.destination = value; }
}

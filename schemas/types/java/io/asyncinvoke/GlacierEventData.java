// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Only on `ObjectRestore:Completed`.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class GlacierEventData {
    private RestoreEventData restoreEventData;

    /**
     * The restored copy.
     */
    @JsonProperty("restoreEventData")
    public RestoreEventData getRestoreEventData() { return restoreEventData; }
    @JsonProperty("restoreEventData")
    public void setRestoreEventData(RestoreEventData value) { this.restoreEventData = value; }
}

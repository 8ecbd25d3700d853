// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * The restored copy.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RestoreEventData {
    private String lifecycleRestorationExpiryTime;
    private String lifecycleRestoreStorageClass;

    /**
     * When the restored copy expires.
     */
    @JsonProperty("lifecycleRestorationExpiryTime")
    public String getLifecycleRestorationExpiryTime() { return lifecycleRestorationExpiryTime; }
    @JsonProperty("lifecycleRestorationExpiryTime")
    public void setLifecycleRestorationExpiryTime(String value) { this.lifecycleRestorationExpiryTime = value; }

    /**
     * Storage class that the object was restored from.
     */
    @JsonProperty("lifecycleRestoreStorageClass")
    public String getLifecycleRestoreStorageClass() { return lifecycleRestoreStorageClass; }
    @JsonProperty("lifecycleRestoreStorageClass")
    public void setLifecycleRestoreStorageClass(String value) { this.lifecycleRestoreStorageClass = value; }
}

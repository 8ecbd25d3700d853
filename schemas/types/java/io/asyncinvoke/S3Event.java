// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import java.util.*;

/**
 * Lambda's event for a bucket (Amazon S3 User Guide, "Event message structure"; members
 * observed).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class S3Event {
    private List<S3EventRecord> records;

    /**
     * One element per change.
     */
    @JsonProperty("Records")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public List<S3EventRecord> getRecords() { return records; }
    @JsonProperty("Records")
    public void setRecords(List<S3EventRecord> value) { this.records = value; }
}

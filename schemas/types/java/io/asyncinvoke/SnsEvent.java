// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import java.util.*;

/**
 * Lambda's event for an SNS topic (Lambda Developer Guide, Amazon SNS; members observed).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SnsEvent {
    private List<SnsEventRecord> records;

    /**
     * SNS sends one element per event.
     */
    @JsonProperty("Records")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public List<SnsEventRecord> getRecords() { return records; }
    @JsonProperty("Records")
    public void setRecords(List<SnsEventRecord> value) { this.records = value; }
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import java.util.*;

/**
 * Lambda's event for an SQS queue (Lambda Developer Guide, Amazon SQS; members observed).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SqsEvent {
    private List<SqsEventRecord> records;

    /**
     * One element per message.
     */
    @JsonProperty("Records")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public List<SqsEventRecord> getRecords() { return records; }
    @JsonProperty("Records")
    public void setRecords(List<SqsEventRecord> value) { this.records = value; }
}

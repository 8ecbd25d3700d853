// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SnsEventRecord {
    private String eventSource;
    private String eventSubscriptionArn;
    private String eventVersion;
    private SnsEventMessage sns;

    /**
     * Always `aws:sns`.
     */
    @JsonProperty("EventSource")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getEventSource() { return eventSource; }
    @JsonProperty("EventSource")
    public void setEventSource(String value) { this.eventSource = value; }

    /**
     * ARN of the subscription.
     */
    @JsonProperty("EventSubscriptionArn")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getEventSubscriptionArn() { return eventSubscriptionArn; }
    @JsonProperty("EventSubscriptionArn")
    public void setEventSubscriptionArn(String value) { this.eventSubscriptionArn = value; }

    /**
     * `1.0`.
     */
    @JsonProperty("EventVersion")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getEventVersion() { return eventVersion; }
    @JsonProperty("EventVersion")
    public void setEventVersion(String value) { this.eventVersion = value; }

    /**
     * The notification.
     */
    @JsonProperty("Sns")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public SnsEventMessage getSns() { return sns; }
    @JsonProperty("Sns")
    public void setSns(SnsEventMessage value) { this.sns = value; }
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import java.util.*;

/**
 * Event of EventBridge Scheduler for a target without an input (observed).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScheduleEvent {
    private String account;
    private String detail;
    private String detailType;
    private String id;
    private String region;
    private List<String> resources;
    private String source;
    private String time;
    private String version;

    /**
     * Account that the event is from.
     */
    @JsonProperty("account")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getAccount() { return account; }
    @JsonProperty("account")
    public void setAccount(String value) { this.account = value; }

    /**
     * The string `{}`, unlike the object of every other event (SCH-2).
     */
    @JsonProperty("detail")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getDetail() { return detail; }
    @JsonProperty("detail")
    public void setDetail(String value) { this.detail = value; }

    /**
     * Always `Scheduled Event`.
     */
    @JsonProperty("detail-type")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getDetailType() { return detailType; }
    @JsonProperty("detail-type")
    public void setDetailType(String value) { this.detailType = value; }

    /**
     * Id of the event.
     */
    @JsonProperty("id")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getID() { return id; }
    @JsonProperty("id")
    public void setID(String value) { this.id = value; }

    /**
     * Region that the event is from.
     */
    @JsonProperty("region")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getRegion() { return region; }
    @JsonProperty("region")
    public void setRegion(String value) { this.region = value; }

    /**
     * ARN of the schedule.
     */
    @JsonProperty("resources")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public List<String> getResources() { return resources; }
    @JsonProperty("resources")
    public void setResources(List<String> value) { this.resources = value; }

    /**
     * Always `aws.scheduler`; a rule with a schedule has `aws.events`, and an object as its
     * detail (EVB-6).
     */
    @JsonProperty("source")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getSource() { return source; }
    @JsonProperty("source")
    public void setSource(String value) { this.source = value; }

    /**
     * ISO 8601, UTC, to the second.
     */
    @JsonProperty("time")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getTime() { return time; }
    @JsonProperty("time")
    public void setTime(String value) { this.time = value; }

    /**
     * Version of the envelope, `0`; some of the examples of AWS leave it out.
     */
    @JsonProperty("version")
    public String getVersion() { return version; }
    @JsonProperty("version")
    public void setVersion(String value) { this.version = value; }
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import java.util.*;

/**
 * Invocation record as an EventBridge event (Amazon EventBridge User Guide; members
 * observed).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EventBridgeEvent {
    private String account;
    private InvocationRecord detail;
    private String detailType;
    private String id;
    private String region;
    private List<String> resources;
    private String source;
    private String time;
    private String version;

    /**
     * Account of the function.
     */
    @JsonProperty("account")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getAccount() { return account; }
    @JsonProperty("account")
    public void setAccount(String value) { this.account = value; }

    /**
     * The invocation record, serialised again by EventBridge, which does not keep the bytes of
     * the payloads (CON-4).
     */
    @JsonProperty("detail")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public InvocationRecord getDetail() { return detail; }
    @JsonProperty("detail")
    public void setDetail(InvocationRecord value) { this.detail = value; }

    /**
     * AWS sends an ASCII hyphen; its documentation prints a dash, which is accepted too.
     * `Failure` stands for every condition other than Success (DST-4, DST-5).
     */
    @JsonProperty("detail-type")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getDetailType() { return detailType; }
    @JsonProperty("detail-type")
    public void setDetailType(String value) { this.detailType = value; }

    /**
     * Id that EventBridge gave the event.
     */
    @JsonProperty("id")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getID() { return id; }
    @JsonProperty("id")
    public void setID(String value) { this.id = value; }

    /**
     * Region of the function.
     */
    @JsonProperty("region")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getRegion() { return region; }
    @JsonProperty("region")
    public void setRegion(String value) { this.region = value; }

    /**
     * ARN of the event bus, then qualified ARN of the function (DST-4).
     */
    @JsonProperty("resources")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public List<String> getResources() { return resources; }
    @JsonProperty("resources")
    public void setResources(List<String> value) { this.resources = value; }

    /**
     * AWS sends `lambda`; some of its pages print `aws.lambda`, which is accepted too (DST-4).
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
     * Version of the envelope, `0`.
     */
    @JsonProperty("version")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getVersion() { return version; }
    @JsonProperty("version")
    public void setVersion(String value) { this.version = value; }
}

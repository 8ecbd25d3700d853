// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.*;

/**
 * Any event of an EventBridge bus (Amazon EventBridge User Guide, "Events"; members
 * observed).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class BusEvent {
    private String account;
    private Map<String, JsonNode> detail;
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
     * What the sender says: any JSON object.
     */
    @JsonProperty("detail")
    public Map<String, JsonNode> getDetail() { return detail; }
    @JsonProperty("detail")
    public void setDetail(Map<String, JsonNode> value) { this.detail = value; }

    /**
     * Type of the event; with the source it names its shape.
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
     * ARNs that the event is about; may be empty.
     */
    @JsonProperty("resources")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public List<String> getResources() { return resources; }
    @JsonProperty("resources")
    public void setResources(List<String> value) { this.resources = value; }

    /**
     * Sender; services of AWS begin with `aws.`, except `lambda`.
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

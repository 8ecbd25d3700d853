// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * The object.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class S3EventObject {
    private String eTag;
    private String key;
    private String sequencer;
    private Long size;
    private String versionID;

    /**
     * Entity tag; absent if the object is gone.
     */
    @JsonProperty("eTag")
    public String getETag() { return eTag; }
    @JsonProperty("eTag")
    public void setETag(String value) { this.eTag = value; }

    /**
     * Key of the object, encoded as in a form: a space is `+` (BKT-1).
     */
    @JsonProperty("key")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getKey() { return key; }
    @JsonProperty("key")
    public void setKey(String value) { this.key = value; }

    /**
     * Hexadecimal number that orders the events of one key; only on puts and deletes.
     */
    @JsonProperty("sequencer")
    public String getSequencer() { return sequencer; }
    @JsonProperty("sequencer")
    public void setSequencer(String value) { this.sequencer = value; }

    /**
     * Size in bytes; absent if the object is gone or only its tags changed.
     */
    @JsonProperty("size")
    public Long getSize() { return size; }
    @JsonProperty("size")
    public void setSize(Long value) { this.size = value; }

    /**
     * Version of the object; absent or null in a bucket without versions.
     */
    @JsonProperty("versionId")
    public String getVersionID() { return versionID; }
    @JsonProperty("versionId")
    public void setVersionID(String value) { this.versionID = value; }
}

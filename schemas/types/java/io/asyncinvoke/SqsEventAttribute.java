// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SqsEventAttribute {
    private String dataType;
    private String stringValue;

    /**
     * `String`, `Number` or `Binary`, with an optional label after a dot.
     */
    @JsonProperty("dataType")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getDataType() { return dataType; }
    @JsonProperty("dataType")
    public void setDataType(String value) { this.dataType = value; }

    /**
     * The value, a string for numbers too; missing for binary ones.
     */
    @JsonProperty("stringValue")
    public String getStringValue() { return stringValue; }
    @JsonProperty("stringValue")
    public void setStringValue(String value) { this.stringValue = value; }
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SnsAttribute {
    private String type;
    private String value;

    /**
     * `String`, `Number`, `Binary` or `String.Array`.
     */
    @JsonProperty("Type")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getType() { return type; }
    @JsonProperty("Type")
    public void setType(String value) { this.type = value; }

    /**
     * The value, a string for numbers too.
     */
    @JsonProperty("Value")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getValue() { return value; }
    @JsonProperty("Value")
    public void setValue(String value) { this.value = value; }
}

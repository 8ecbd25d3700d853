// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * An attribute in the spelling of its envelope: two of the members are set.
 *
 * Status code as a string: 200 function error, 404 function gone, 429 throttled until
 * expiry; absent for zero reserved concurrency (DLQ-2).
 *
 * Error message, cut to 1024 bytes of UTF-8; a split character becomes U+FFFD (DLQ-4).
 *
 * Request id of the 202 that accepted the event; spelled `RequestID` (DLQ-3).
 *
 * Code of the error, for example `NO_PERMISSIONS`.
 *
 * Message of the error.
 *
 * `MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; absent for an error that is not
 * retried.
 *
 * Number of retries, as a string.
 *
 * ARN of the rule.
 *
 * ARN of the target.
 *
 * Id of the execution.
 *
 * Whether the body is cut: `true` or `false`.
 *
 * ARN of the schedule.
 *
 * When the target was to be invoked: ISO 8601, UTC.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeadLetterAttribute {
    private String dataType;
    private String deadLetterAttributeDataType;
    private String stringValue;
    private String deadLetterAttributeStringValue;
    private String type;
    private String value;

    @JsonProperty("DataType")
    public String getDataType() { return dataType; }
    @JsonProperty("DataType")
    public void setDataType(String value) { this.dataType = value; }

    @JsonProperty("dataType")
    public String getDeadLetterAttributeDataType() { return deadLetterAttributeDataType; }
    @JsonProperty("dataType")
    public void setDeadLetterAttributeDataType(String value) { this.deadLetterAttributeDataType = value; }

    @JsonProperty("StringValue")
    public String getStringValue() { return stringValue; }
    @JsonProperty("StringValue")
    public void setStringValue(String value) { this.stringValue = value; }

    @JsonProperty("stringValue")
    public String getDeadLetterAttributeStringValue() { return deadLetterAttributeStringValue; }
    @JsonProperty("stringValue")
    public void setDeadLetterAttributeStringValue(String value) { this.deadLetterAttributeStringValue = value; }

    @JsonProperty("Type")
    public String getType() { return type; }
    @JsonProperty("Type")
    public void setType(String value) { this.type = value; }

    @JsonProperty("Value")
    public String getValue() { return value; }
    @JsonProperty("Value")
    public void setValue(String value) { this.value = value; }
}

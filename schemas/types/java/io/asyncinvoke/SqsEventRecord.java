// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import java.util.*;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SqsEventRecord {
    private Map<String, String> attributes;
    private String awsRegion;
    private String body;
    private String eventSource;
    private String eventSourceARN;
    private String md5OfBody;
    private String md5OfMessageAttributes;
    private Map<String, SqsEventAttribute> messageAttributes;
    private String messageID;
    private String receiptHandle;

    /**
     * System attributes, every value a string: SenderId, SentTimestamp,
     * ApproximateReceiveCount, AWSTraceHeader (DLQ-11).
     */
    @JsonProperty("attributes")
    public Map<String, String> getAttributes() { return attributes; }
    @JsonProperty("attributes")
    public void setAttributes(Map<String, String> value) { this.attributes = value; }

    /**
     * Region of the queue.
     */
    @JsonProperty("awsRegion")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getAwsRegion() { return awsRegion; }
    @JsonProperty("awsRegion")
    public void setAwsRegion(String value) { this.awsRegion = value; }

    /**
     * An invocation record, the original event of a dead letter, an SNS notification or an
     * EventBridge event, as a string.
     */
    @JsonProperty("body")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getBody() { return body; }
    @JsonProperty("body")
    public void setBody(String value) { this.body = value; }

    /**
     * Always `aws:sqs`.
     */
    @JsonProperty("eventSource")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getEventSource() { return eventSource; }
    @JsonProperty("eventSource")
    public void setEventSource(String value) { this.eventSource = value; }

    /**
     * ARN of the queue.
     */
    @JsonProperty("eventSourceARN")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getEventSourceARN() { return eventSourceARN; }
    @JsonProperty("eventSourceARN")
    public void setEventSourceARN(String value) { this.eventSourceARN = value; }

    /**
     * Checksum of the body.
     */
    @JsonProperty("md5OfBody")
    public String getMd5OfBody() { return md5OfBody; }
    @JsonProperty("md5OfBody")
    public void setMd5OfBody(String value) { this.md5OfBody = value; }

    /**
     * Only with message attributes (CON-7).
     */
    @JsonProperty("md5OfMessageAttributes")
    public String getMd5OfMessageAttributes() { return md5OfMessageAttributes; }
    @JsonProperty("md5OfMessageAttributes")
    public void setMd5OfMessageAttributes(String value) { this.md5OfMessageAttributes = value; }

    /**
     * {} for an invocation record; RequestID, ErrorCode, ErrorMessage for a dead letter (CON-5).
     */
    @JsonProperty("messageAttributes")
    public Map<String, SqsEventAttribute> getMessageAttributes() { return messageAttributes; }
    @JsonProperty("messageAttributes")
    public void setMessageAttributes(Map<String, SqsEventAttribute> value) { this.messageAttributes = value; }

    /**
     * Id that a partial batch response names.
     */
    @JsonProperty("messageId")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getMessageID() { return messageID; }
    @JsonProperty("messageId")
    public void setMessageID(String value) { this.messageID = value; }

    /**
     * Handle for deleting the message.
     */
    @JsonProperty("receiptHandle")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getReceiptHandle() { return receiptHandle; }
    @JsonProperty("receiptHandle")
    public void setReceiptHandle(String value) { this.receiptHandle = value; }
}

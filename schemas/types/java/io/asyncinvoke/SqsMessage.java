// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import java.util.*;

/**
 * A message as ReceiveMessage returns it (Amazon SQS API reference, Message).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SqsMessage {
    private Map<String, String> attributes;
    private String body;
    private String md5OfBody;
    private String md5OfMessageAttributes;
    private Map<String, SqsMessageAttribute> messageAttributes;
    private String messageID;
    private String receiptHandle;

    /**
     * System attributes, every value a string: SenderId, SentTimestamp,
     * ApproximateReceiveCount, AWSTraceHeader (DLQ-11). Only those requested.
     */
    @JsonProperty("Attributes")
    public Map<String, String> getAttributes() { return attributes; }
    @JsonProperty("Attributes")
    public void setAttributes(Map<String, String> value) { this.attributes = value; }

    /**
     * An invocation record, the original event of a dead letter, an SNS notification or an
     * EventBridge event, as a string.
     */
    @JsonProperty("Body")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getBody() { return body; }
    @JsonProperty("Body")
    public void setBody(String value) { this.body = value; }

    /**
     * Checksum of the body.
     */
    @JsonProperty("MD5OfBody")
    public String getMd5OfBody() { return md5OfBody; }
    @JsonProperty("MD5OfBody")
    public void setMd5OfBody(String value) { this.md5OfBody = value; }

    /**
     * Only with message attributes (CON-7).
     */
    @JsonProperty("MD5OfMessageAttributes")
    public String getMd5OfMessageAttributes() { return md5OfMessageAttributes; }
    @JsonProperty("MD5OfMessageAttributes")
    public void setMd5OfMessageAttributes(String value) { this.md5OfMessageAttributes = value; }

    /**
     * On a dead letter RequestID, ErrorCode, ErrorMessage; only if ReceiveMessage requested
     * them.
     */
    @JsonProperty("MessageAttributes")
    public Map<String, SqsMessageAttribute> getMessageAttributes() { return messageAttributes; }
    @JsonProperty("MessageAttributes")
    public void setMessageAttributes(Map<String, SqsMessageAttribute> value) { this.messageAttributes = value; }

    /**
     * Id that SQS gave the message.
     */
    @JsonProperty("MessageId")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getMessageID() { return messageID; }
    @JsonProperty("MessageId")
    public void setMessageID(String value) { this.messageID = value; }

    /**
     * Handle for deleting the message.
     */
    @JsonProperty("ReceiptHandle")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getReceiptHandle() { return receiptHandle; }
    @JsonProperty("ReceiptHandle")
    public void setReceiptHandle(String value) { this.receiptHandle = value; }
}

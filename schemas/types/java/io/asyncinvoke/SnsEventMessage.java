// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import java.util.*;

/**
 * The notification.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SnsEventMessage {
    private String message;
    private Map<String, SnsAttribute> messageAttributes;
    private String messageID;
    private String signature;
    private String signatureVersion;
    private String signingCERTURL;
    private String subject;
    private String timestamp;
    private String topicArn;
    private String type;
    private String unsubscribeURL;

    /**
     * The invocation record, or the original event of a dead letter, as a string.
     */
    @JsonProperty("Message")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getMessage() { return message; }
    @JsonProperty("Message")
    public void setMessage(String value) { this.message = value; }

    /**
     * {} for an invocation record; RequestID and the rest for a dead letter (CON-6).
     */
    @JsonProperty("MessageAttributes")
    public Map<String, SnsAttribute> getMessageAttributes() { return messageAttributes; }
    @JsonProperty("MessageAttributes")
    public void setMessageAttributes(Map<String, SnsAttribute> value) { this.messageAttributes = value; }

    /**
     * Id that SNS gave the message.
     */
    @JsonProperty("MessageId")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getMessageID() { return messageID; }
    @JsonProperty("MessageId")
    public void setMessageID(String value) { this.messageID = value; }

    /**
     * Base64 signature of the notification.
     */
    @JsonProperty("Signature")
    public String getSignature() { return signature; }
    @JsonProperty("Signature")
    public void setSignature(String value) { this.signature = value; }

    /**
     * `1` or `2`.
     */
    @JsonProperty("SignatureVersion")
    public String getSignatureVersion() { return signatureVersion; }
    @JsonProperty("SignatureVersion")
    public void setSignatureVersion(String value) { this.signatureVersion = value; }

    /**
     * Spelled `Url` here, `URL` in the notification.
     */
    @JsonProperty("SigningCertUrl")
    public String getSigningCERTURL() { return signingCERTURL; }
    @JsonProperty("SigningCertUrl")
    public void setSigningCERTURL(String value) { this.signingCERTURL = value; }

    /**
     * null for invocation records.
     */
    @JsonProperty("Subject")
    public String getSubject() { return subject; }
    @JsonProperty("Subject")
    public void setSubject(String value) { this.subject = value; }

    /**
     * When SNS accepted the message: ISO 8601, UTC.
     */
    @JsonProperty("Timestamp")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getTimestamp() { return timestamp; }
    @JsonProperty("Timestamp")
    public void setTimestamp(String value) { this.timestamp = value; }

    /**
     * ARN of the topic.
     */
    @JsonProperty("TopicArn")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getTopicArn() { return topicArn; }
    @JsonProperty("TopicArn")
    public void setTopicArn(String value) { this.topicArn = value; }

    /**
     * Always `Notification`.
     */
    @JsonProperty("Type")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getType() { return type; }
    @JsonProperty("Type")
    public void setType(String value) { this.type = value; }

    /**
     * Spelled `Url` here, `URL` in the notification.
     */
    @JsonProperty("UnsubscribeUrl")
    public String getUnsubscribeURL() { return unsubscribeURL; }
    @JsonProperty("UnsubscribeUrl")
    public void setUnsubscribeURL(String value) { this.unsubscribeURL = value; }
}

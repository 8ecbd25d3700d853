// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import java.util.*;

/**
 * One entry; its members depend on `type`.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TimelineEntry {
    private Long approximateInvokeCount;
    private String at;
    private Long attempt;
    private String condition;
    private Double delayMS;
    private String destinationArn;
    private String error;
    private String errorMessage;
    private String errorType;
    private String explanation;
    private String limit;
    private Long logPosition;
    private String outcome;
    private Long payloadBytes;
    private String payloadHead;
    private String reason;
    private String route;
    private List<String> rules;
    private List<String> stack;
    private Long statusCode;
    private Boolean timedOut;
    private String type;
    private String until;
    private String version;

    /**
     * The count in the record (REC-9).
     */
    @JsonProperty("approximateInvokeCount")
    public Long getApproximateInvokeCount() { return approximateInvokeCount; }
    @JsonProperty("approximateInvokeCount")
    public void setApproximateInvokeCount(Long value) { this.approximateInvokeCount = value; }

    /**
     * When it happened, on the clock of the engine.
     */
    @JsonProperty("at")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getAt() { return at; }
    @JsonProperty("at")
    public void setAt(String value) { this.at = value; }

    /**
     * Number of the attempt, including throttled ones.
     */
    @JsonProperty("attempt")
    public Long getAttempt() { return attempt; }
    @JsonProperty("attempt")
    public void setAttempt(Long value) { this.attempt = value; }

    /**
     * Condition of the record (TRM-1).
     */
    @JsonProperty("condition")
    public String getCondition() { return condition; }
    @JsonProperty("condition")
    public void setCondition(String value) { this.condition = value; }

    /**
     * Length of the wait, in milliseconds.
     */
    @JsonProperty("delayMs")
    public Double getDelayMS() { return delayMS; }
    @JsonProperty("delayMs")
    public void setDelayMS(Double value) { this.delayMS = value; }

    /**
     * Target of the delivery.
     */
    @JsonProperty("destinationArn")
    public String getDestinationArn() { return destinationArn; }
    @JsonProperty("destinationArn")
    public void setDestinationArn(String value) { this.destinationArn = value; }

    /**
     * Why the delivery failed, or the event was refused.
     */
    @JsonProperty("error")
    public String getError() { return error; }
    @JsonProperty("error")
    public void setError(String value) { this.error = value; }

    /**
     * Message in the error object of the function; at most 1,024 characters.
     */
    @JsonProperty("errorMessage")
    public String getErrorMessage() { return errorMessage; }
    @JsonProperty("errorMessage")
    public void setErrorMessage(String value) { this.errorMessage = value; }

    /**
     * Type in the error object of the function.
     */
    @JsonProperty("errorType")
    public String getErrorType() { return errorType; }
    @JsonProperty("errorType")
    public void setErrorType(String value) { this.errorType = value; }

    /**
     * For people: the decision and its reasons, or where a delivery was kept and why.
     */
    @JsonProperty("explanation")
    public String getExplanation() { return explanation; }
    @JsonProperty("explanation")
    public void setExplanation(String value) { this.explanation = value; }

    /**
     * Limit that throttled the attempt: reserved or account.
     */
    @JsonProperty("limit")
    public String getLimit() { return limit; }
    @JsonProperty("limit")
    public void setLimit(String value) { this.limit = value; }

    /**
     * Number of log lines that the function had written before the attempt.
     */
    @JsonProperty("logPosition")
    public Long getLogPosition() { return logPosition; }
    @JsonProperty("logPosition")
    public void setLogPosition(Long value) { this.logPosition = value; }

    /**
     * How the attempt ended: success, functionError, notFound, throttle, systemError, refused.
     */
    @JsonProperty("outcome")
    public String getOutcome() { return outcome; }
    @JsonProperty("outcome")
    public void setOutcome(String value) { this.outcome = value; }

    /**
     * Size in bytes of the event, of an acceptance, or of the response or error object, of an
     * attempt.
     */
    @JsonProperty("payloadBytes")
    public Long getPayloadBytes() { return payloadBytes; }
    @JsonProperty("payloadBytes")
    public void setPayloadBytes(Long value) { this.payloadBytes = value; }

    /**
     * First kilobyte of that payload, as text.
     */
    @JsonProperty("payloadHead")
    public String getPayloadHead() { return payloadHead; }
    @JsonProperty("payloadHead")
    public void setPayloadHead(String value) { this.payloadHead = value; }

    /**
     * Why the event was quarantined.
     */
    @JsonProperty("reason")
    public String getReason() { return reason; }
    @JsonProperty("reason")
    public void setReason(String value) { this.reason = value; }

    /**
     * OnSuccess, OnFailure or DeadLetter.
     */
    @JsonProperty("route")
    public String getRoute() { return route; }
    @JsonProperty("route")
    public void setRoute(String value) { this.route = value; }

    /**
     * Ids of the rules behind the decision.
     */
    @JsonProperty("rules")
    public List<String> getRules() { return rules; }
    @JsonProperty("rules")
    public void setRules(List<String> value) { this.rules = value; }

    /**
     * First frames of the stack in the error object, at most 8.
     */
    @JsonProperty("stack")
    public List<String> getStack() { return stack; }
    @JsonProperty("stack")
    public void setStack(List<String> value) { this.stack = value; }

    /**
     * Status code in the record.
     */
    @JsonProperty("statusCode")
    public Long getStatusCode() { return statusCode; }
    @JsonProperty("statusCode")
    public void setStatusCode(Long value) { this.statusCode = value; }

    /**
     * True if the function exceeded its timeout.
     */
    @JsonProperty("timedOut")
    public Boolean getTimedOut() { return timedOut; }
    @JsonProperty("timedOut")
    public void setTimedOut(Boolean value) { this.timedOut = value; }

    /**
     * What happened. Known: accepted, attempt-started, attempt-ended, waiting, ended,
     * delivered, kept, delivery-failed, lease-lost, outcome-unknown, quarantined, lost. Open:
     * more may come.
     */
    @JsonProperty("type")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getType() { return type; }
    @JsonProperty("type")
    public void setType(String value) { this.type = value; }

    /**
     * When the wait ends.
     */
    @JsonProperty("until")
    public String getUntil() { return until; }
    @JsonProperty("until")
    public void setUntil(String value) { this.until = value; }

    /**
     * Version of the attempt, if it was known.
     */
    @JsonProperty("version")
    public String getVersion() { return version; }
    @JsonProperty("version")
    public void setVersion(String value) { this.version = value; }
}

// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Record of one asynchronous AWS Lambda invocation, as sent to an OnSuccess or OnFailure
 * destination (Lambda Developer Guide, "Asynchronous invocation").
 *
 * The invocation record, serialised again by EventBridge, which does not keep the bytes of
 * the payloads (CON-4).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class InvocationRecord {
    private DeliveryError deliveryError;
    private RequestContext requestContext;
    private JsonNode requestPayload;
    private ResponseContext responseContext;
    private JsonNode responsePayload;
    private String timestamp;
    private String version;

    /**
     * Present if the response could not be put into the record, for example because it is not
     * JSON (REC-8).
     */
    @JsonProperty("deliveryError")
    public DeliveryError getDeliveryError() { return deliveryError; }
    @JsonProperty("deliveryError")
    public void setDeliveryError(DeliveryError value) { this.deliveryError = value; }

    /**
     * Which event, which function, and why this record exists.
     */
    @JsonProperty("requestContext")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public RequestContext getRequestContext() { return requestContext; }
    @JsonProperty("requestContext")
    public void setRequestContext(RequestContext value) { this.requestContext = value; }

    /**
     * The event as sent: any JSON value.
     */
    @JsonProperty("requestPayload")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public JsonNode getRequestPayload() { return requestPayload; }
    @JsonProperty("requestPayload")
    public void setRequestPayload(JsonNode value) { this.requestPayload = value; }

    /**
     * How the last attempt ended. Absent for ZeroReservedConcurrency.
     */
    @JsonProperty("responseContext")
    public ResponseContext getResponseContext() { return responseContext; }
    @JsonProperty("responseContext")
    public void setResponseContext(ResponseContext value) { this.responseContext = value; }

    /**
     * The response of the function or its error object: any JSON value, including null. Absent
     * if there is none (REC-4, REC-8).
     */
    @JsonProperty("responsePayload")
    public JsonNode getResponsePayload() { return responsePayload; }
    @JsonProperty("responsePayload")
    public void setResponsePayload(JsonNode value) { this.responsePayload = value; }

    /**
     * When the record was made: ISO 8601, UTC; Lambda writes milliseconds.
     */
    @JsonProperty("timestamp")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getTimestamp() { return timestamp; }
    @JsonProperty("timestamp")
    public void setTimestamp(String value) { this.timestamp = value; }

    /**
     * Version of the record format.
     */
    @JsonProperty("version")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public String getVersion() { return version; }
    @JsonProperty("version")
    public void setVersion(String value) { this.version = value; }
}

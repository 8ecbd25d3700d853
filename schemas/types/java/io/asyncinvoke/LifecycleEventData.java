// Generated from schemas/ by `pnpm types:emit`. Do not edit.

package io.asyncinvoke;

import com.fasterxml.jackson.annotation.*;

/**
 * Only on `LifecycleTransition`.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LifecycleEventData {
    private TransitionEventData transitionEventData;

    /**
     * The transition.
     */
    @JsonProperty("transitionEventData")
    public TransitionEventData getTransitionEventData() { return transitionEventData; }
    @JsonProperty("transitionEventData")
    public void setTransitionEventData(TransitionEventData value) { this.transitionEventData = value; }
}

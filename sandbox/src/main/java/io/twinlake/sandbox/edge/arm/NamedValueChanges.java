package io.twinlake.sandbox.edge.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.store.Document;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a named value's document says of its last change: what was before, what is after, and when the one becomes the other. */
final class NamedValueChanges {

    private final Clock clock;
    private final Duration duration;

    NamedValueChanges(Clock clock, Duration duration) {
        this.clock = clock;
        this.duration = duration;
    }

    /** The document of a change that begins now; a new named value has nothing before. */
    ObjectNode begin(Optional<Document> current, ObjectNode properties) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("operation", UUID.randomUUID().toString().replace("-", ""))
                .put("until", clock.instant().plus(duration).toString());
        current.ifPresent(document -> body.set("before", current(document)));
        body.set("properties", properties);
        return body;
    }

    boolean isInProgress(Document document) {
        return !remaining(document).isZero();
    }

    /** How long the change goes on; zero when it has ended. */
    Duration remaining(Document document) {
        Duration left = Duration.between(
                clock.instant(), Instant.parse(document.body().required("until").asText()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    String operation(Document document) {
        return document.body().required("operation").asText();
    }

    /** The properties that hold now. */
    ObjectNode current(Document document) {
        return isInProgress(document) ? before(document).orElseGet(() -> after(document)) : after(document);
    }

    /** The properties before the change. */
    Optional<ObjectNode> before(Document document) {
        return document.body().get("before") instanceof ObjectNode before
                ? Optional.of(before.deepCopy())
                : Optional.empty();
    }

    /** The properties after the change. */
    ObjectNode after(Document document) {
        return ((ObjectNode) document.body().required("properties")).deepCopy();
    }
}

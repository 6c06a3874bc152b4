package io.twinlake.clients.databricks.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.rest.transport.Call;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Follows a paged list to its end: pages are asked for as they are needed, empty ones are passed over, and only the absence of a token
 * ends the list. A token that comes back, or a list that never ends, is an error.
 */
final class Pages implements Iterator<ObjectNode> {
    private static final int MOST_PAGES = 100_000;

    private final WorkspaceCalls calls;
    private final Call list;
    private final String field;
    private final Deque<ObjectNode> page = new ArrayDeque<>();
    private final Set<String> tokens = new HashSet<>();
    private @Nullable Call next;

    private Pages(WorkspaceCalls calls, Call list, String field) {
        this.calls = calls;
        this.list = list;
        this.field = field;
        this.next = list;
    }

    /** @param field the name of the array that holds a page's objects */
    static Stream<ObjectNode> of(WorkspaceCalls calls, Call list, String field) {
        return ofUsualSize(calls, list.with("max_results", "0"), field);
    }

    /** For lists that have another word for the size of a page. */
    static Stream<ObjectNode> ofUsualSize(WorkspaceCalls calls, Call list, String field) {
        Pages pages = new Pages(calls, list, field);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && next != null) {
            read(next);
        }
        return !page.isEmpty();
    }

    @Override
    public ObjectNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.remove();
    }

    private void read(Call call) {
        ObjectNode answer = calls.send(call);
        for (JsonNode each : answer.path(field)) {
            if (!(each instanceof ObjectNode object)) {
                throw broken("an entry of the list is no object");
            }
            page.add(object);
        }
        String token = answer.path("next_page_token").asText("");
        if (token.isEmpty()) {
            next = null;
            return;
        }
        if (!tokens.add(token)) {
            throw broken("a page token came a second time, so the list would never end");
        }
        if (tokens.size() >= MOST_PAGES) {
            throw broken("the list has more than " + MOST_PAGES + " pages");
        }
        next = list.with("page_token", token);
    }

    private RuntimeException broken(String what) {
        return calls.failure(list, FailureCategory.PROTOCOL, null, what, null);
    }
}

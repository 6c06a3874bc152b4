package io.twinlake.clients.databricks.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.rest.transport.Call;
import io.twinlake.clients.databricks.rest.transport.PathParts;
import io.twinlake.clients.databricks.sharing.Sharing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class RestSharing implements Sharing {
    private static final String ROOT = RestUnityCatalog.ROOT;

    private final WorkspaceCalls calls;

    RestSharing(WorkspaceCalls calls) {
        this.calls = calls;
    }

    @Override
    public Stream<ObjectNode> shares() {
        return Pages.of(calls, Call.get(ROOT + "/shares", "list shares", null), "shares");
    }

    @Override
    public Optional<ObjectNode> findShare(String name) {
        try {
            return Optional.of(
                    calls.send(Call.get(share(name), "read share", name).with("include_shared_data", "true")));
        } catch (ClientException refused) {
            if (refused.category() == FailureCategory.NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    @Override
    public ObjectNode createShare(String name, String comment) {
        ObjectNode body = WorkspaceCalls.body().put("name", name).put("comment", comment);
        return calls.send(Call.post(ROOT + "/shares", body, "create share", name));
    }

    @Override
    public ObjectNode updateShare(String name, List<ObjectNode> updates) {
        ObjectNode body = WorkspaceCalls.body();
        body.putArray("updates").addAll(updates);
        return calls.send(Call.patch(share(name), body, "change share", name));
    }

    @Override
    public Stream<ObjectNode> recipients() {
        return Pages.of(calls, Call.get(ROOT + "/recipients", "list recipients", null), "recipients");
    }

    @Override
    public ObjectNode createRecipient(ObjectNode body) {
        return calls.send(Call.post(
                ROOT + "/recipients",
                body,
                "create recipient",
                body.path("name").asText("")));
    }

    @Override
    public void grantShare(String share, String recipient) {
        ObjectNode body = WorkspaceCalls.body();
        body.putArray("changes")
                .addObject()
                .put("principal", recipient)
                .putArray("add")
                .add("SELECT");
        calls.send(Call.patch(share(share) + "/permissions", body, "let " + recipient + " read share", share));
    }

    @Override
    public Stream<ObjectNode> providers() {
        return Pages.of(calls, Call.get(ROOT + "/providers", "list providers", null), "providers");
    }

    private static String share(String name) {
        return PathParts.path(ROOT + "/shares", name);
    }
}

package io.twinlake.clients.databricks.sharing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Delta Sharing between two metastores: shares and recipients on the source's side, providers on the replica's. */
public interface Sharing {
    /** The shares that Twinlake may see, without their objects. */
    Stream<ObjectNode> shares();

    /** The share with its objects. */
    Optional<ObjectNode> findShare(String name);

    ObjectNode createShare(String name, String comment);

    /** Changes a share's objects; each update is the platform's JSON: {@code {"action":"ADD","data_object":{...}}}. */
    ObjectNode updateShare(String name, List<ObjectNode> updates);

    Stream<ObjectNode> recipients();

    ObjectNode createRecipient(ObjectNode body);

    /** Lets a recipient read a share. */
    void grantShare(String share, String recipient);

    Stream<ObjectNode> providers();
}

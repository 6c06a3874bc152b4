package io.twinlake.sandbox.region.delta.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.kernel.internal.deletionvectors.Base85Codec;
import io.twinlake.sandbox.region.lake.LakePath;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.UUID;

/** Where the files of an {@code add} action are, and how the action names them for another table. */
final class DataFile {

    private static final String VECTOR_PREFIX = "deletion_vector_";
    private static final int ENCODED_UUID = 20;

    private final LakePath root;
    private final ObjectNode add;

    DataFile(LakePath root, ObjectNode add) {
        this.root = root;
        this.add = add;
    }

    /** The data file. */
    LakePath data() {
        return resolve(root, add.path("path").asText());
    }

    /** The file of the deletion vector, where it is in one. */
    Optional<LakePath> vector() {
        JsonNode vector = add.path("deletionVector");
        String place = vector.path("pathOrInlineDv").asText();
        return switch (vector.path("storageType").asText()) {
            case "u" -> Optional.of(root.child(relativeVector(place)));
            case "p" -> Optional.of(resolve(root, place));
            default -> Optional.empty();
        };
    }

    /** The action for a table that has its own copies: absolute paths become names below its root. */
    ObjectNode forCopy() {
        ObjectNode copy = add.deepCopy();
        if (isAbsolute(add.path("path").asText())) {
            copy.put("path", encoded(data().fileName()));
        }
        JsonNode vector = copy.path("deletionVector");
        if (vector.path("storageType").asText().equals("p")) {
            String name = vector().orElseThrow().fileName();
            String id = name.substring(VECTOR_PREFIX.length(), name.lastIndexOf('.'));
            ((ObjectNode) vector)
                    .put("storageType", "u")
                    .put("pathOrInlineDv", Base85Codec.encodeUUID(UUID.fromString(id)));
        }
        copy.put("dataChange", true);
        return copy;
    }

    /** The action for a table that reads this table's files where they are. */
    ObjectNode forReference() {
        ObjectNode copy = add.deepCopy();
        copy.put("path", absolute(data()));
        vector().ifPresent(file -> ((ObjectNode) copy.path("deletionVector"))
                .put("storageType", "p")
                .put("pathOrInlineDv", absolute(file)));
        copy.put("dataChange", true);
        return copy;
    }

    private static String relativeVector(String place) {
        String prefix = place.substring(0, place.length() - ENCODED_UUID);
        UUID id = Base85Codec.decodeUUID(place.substring(prefix.length()));
        return (prefix.isEmpty() ? "" : prefix + "/") + VECTOR_PREFIX + id + ".bin";
    }

    private static LakePath resolve(LakePath root, String encodedPath) {
        URI uri = URI.create(encodedPath);
        return isAbsolute(encodedPath)
                ? new LakePath(uri.getHost(), uri.getUserInfo(), uri.getPath())
                : root.child(uri.getPath());
    }

    private static boolean isAbsolute(String path) {
        return LakePath.isLakeLocation(path);
    }

    private static String absolute(LakePath path) {
        return "abfss://" + path.container() + "@" + path.host() + "/" + encoded(path.key());
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException(path, impossible);
        }
    }
}

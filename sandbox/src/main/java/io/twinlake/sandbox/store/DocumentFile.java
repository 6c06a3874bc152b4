package io.twinlake.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Named documents in one file. A write is on disk before it returns: the file is replaced as a whole, so that it is never
 * half written. Documents go in and out as copies.
 */
public final class DocumentFile {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final TreeMap<String, Document> documents = new TreeMap<>();
    private long revision;

    private DocumentFile(Path file) {
        this.file = file;
    }

    /** Opens the file, or begins an empty one. */
    public static DocumentFile open(Path file) {
        DocumentFile opened = new DocumentFile(file);
        if (Files.exists(file)) {
            opened.load();
        }
        return opened;
    }

    public synchronized Optional<Document> find(String name) {
        return Optional.ofNullable(documents.get(name)).map(DocumentFile::copy);
    }

    /** All documents whose name begins with the prefix, by name. */
    public synchronized SortedMap<String, Document> under(String prefix) {
        SortedMap<String, Document> found = new TreeMap<>();
        documents.subMap(prefix, prefix + Character.MAX_VALUE).forEach((name, each) -> found.put(name, copy(each)));
        return found;
    }

    /** Writes the document if the condition holds for what is there now; empty, with nothing written, if it does not. */
    public synchronized Optional<Document> put(String name, ObjectNode body, Predicate<Optional<Document>> condition) {
        if (!condition.test(find(name))) {
            return Optional.empty();
        }
        Document written = new Document(++revision, body.deepCopy());
        documents.put(name, written);
        save();
        return Optional.of(copy(written));
    }

    /** Removes the document if the condition holds for what is there now; false, with nothing changed, if it does not. */
    public synchronized boolean remove(String name, Predicate<Optional<Document>> condition) {
        if (!condition.test(find(name))) {
            return false;
        }
        revision++;
        documents.remove(name);
        save();
        return true;
    }

    private static Document copy(Document document) {
        return new Document(document.revision(), document.body().deepCopy());
    }

    private void load() {
        try {
            JsonNode content = JSON.readTree(file.toFile());
            revision = content.required("revision").asLong();
            for (var each : content.required("documents").properties()) {
                ObjectNode body = (ObjectNode) each.getValue().required("body");
                documents.put(
                        each.getKey(),
                        new Document(each.getValue().required("revision").asLong(), body));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void save() {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("revision", revision);
        ObjectNode all = content.putObject("documents");
        documents.forEach((name, each) ->
                all.putObject(name).put("revision", each.revision()).set("body", each.body()));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(content));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}

package io.twinlake.ledger.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.twinlake.config.Secret;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** An exported file whose every byte was signed with our key. */
public final class VerifiedExport {
    private final byte[] content;
    private final ExportHeader header;
    private final String link;

    private VerifiedExport(byte[] content, ExportHeader header, String link) {
        this.content = content;
        this.header = header;
        this.link = link;
    }

    /**
     * Reads a file to its end.
     *
     * @param name the name that it was found under
     * @throws RefusedExport when it is not as it was signed, or is another file than its name says
     */
    public static VerifiedExport read(ExportName name, byte[] content, Secret key) {
        Signature signature = new Signature(key);
        try (BufferedReader lines = lines(content)) {
            String first = lines.readLine();
            if (first == null) {
                throw new RefusedExport(name + " is empty.");
            }
            String last = first;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                signature.add(last);
                last = line;
            }
            String value = signature.value();
            if (!Signature.same(value, ExportText.readSignature(last))) {
                throw new RefusedExport(name + " was changed, or signed with another key.");
            }
            ExportHeader header = ExportText.header(first);
            if (!header.name().equals(name)) {
                throw new RefusedExport(name + " is in truth " + header.name() + ".");
            }
            return new VerifiedExport(content.clone(), header, header.link() == null ? value : header.link());
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedExport(name + " was changed: it cannot be read.", e);
        }
    }

    public ExportHeader header() {
        return header;
    }

    public ExportName name() {
        return header.name();
    }

    /** What the next file names as its previous. */
    public String link() {
        return link;
    }

    /** Gives every line between the header and the signature, in its order. */
    public void forEach(Consumer<ExportLine> action) {
        try (BufferedReader lines = lines(content)) {
            lines.readLine();
            String line = lines.readLine();
            for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                action.accept(ExportText.line(line));
                line = next;
            }
        } catch (JsonProcessingException e) {
            throw new RefusedExport(header.name() + " holds a line that is no row.", e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static BufferedReader lines(byte[] content) throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(content)), StandardCharsets.UTF_8));
    }
}

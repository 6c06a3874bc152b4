package io.twinlake.ledger.export.signed;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.twinlake.config.access.Secret;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** An exported file whose every byte was signed with our key. */
public final class VerifiedExport {
    /** The most bytes that a file may have: none above it is carried to a place, and none is read back. */
    public static final long LARGEST = 1L << 28;

    private final byte[] content;
    private final ExportHeader header;
    private final String link;

    private VerifiedExport(byte[] content, ExportHeader header, String link) {
        this.content = content;
        this.header = header;
        this.link = link;
    }

    /**
     * Reads a file whose signature is ours; one that is not is never unpacked.
     *
     * @param name the name that it was found under
     * @throws RefusedExport when it is not as it was signed, or is another file than its name says
     */
    public static VerifiedExport read(ExportName name, byte[] content, Secret key) {
        int length = content.length - Signature.LENGTH;
        if (length <= 0) {
            throw new RefusedExport(name + " is cut off.");
        }
        String value = Signature.of(content, length, key);
        if (!Signature.same(value, HexFormat.of().formatHex(content, length, content.length))) {
            throw new RefusedExport(name + " was changed or cut off, or signed with another key.");
        }
        byte[] signed = Arrays.copyOf(content, length);
        try (BufferedReader lines = lines(signed)) {
            ExportHeader header = ExportText.header(lines.readLine());
            if (!header.name().equals(name)) {
                throw new RefusedExport(name + " is in truth " + header.name() + ".");
            }
            return new VerifiedExport(signed, header, header.link() == null ? value : header.link());
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new RefusedExport(name + " is of another version of Twinlake: it cannot be read.", e);
        }
    }

    public ExportHeader header() {
        return header;
    }

    public ExportName name() {
        return header.name();
    }

    /** What would tell apart from the file that it is there. */
    public ExportHead head() {
        return new ExportHead(name().ledger(), header.epochs(), name().sequence(), link, header.at());
    }

    /** What the next file names as its previous. */
    public String link() {
        return link;
    }

    /** Gives every line behind the header, in its order. */
    public void forEach(Consumer<ExportLine> action) {
        try (BufferedReader lines = lines(content)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                action.accept(ExportText.line(line));
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

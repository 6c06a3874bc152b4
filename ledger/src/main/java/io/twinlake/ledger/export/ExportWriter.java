package io.twinlake.ledger.export;

import io.twinlake.config.Secret;
import io.twinlake.ledger.OwnerOnly;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes one exported file, line by line, and signs it: however large the ledger is, one line is in memory. */
public final class ExportWriter implements AutoCloseable {
    private final ExportHeader header;
    private final Signature signature;
    private final Writer out;

    /** @throws UncheckedIOException when the file cannot be written, as from {@link #add} and {@link #sign} */
    public ExportWriter(Path file, Secret key, ExportHeader header) {
        this.header = header;
        this.signature = new Signature(key);
        try {
            this.out = new BufferedWriter(new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(OwnerOnly.file(file))), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line(ExportText.header(header));
    }

    public void add(ExportLine line) {
        line(ExportText.line(line));
    }

    /** Ends the file. @return the link that the next file names */
    public String sign() {
        String value = signature.value();
        write(ExportText.signature(value));
        return header.link() == null ? value : header.link();
    }

    private void line(String text) {
        signature.add(text);
        write(text);
    }

    private void write(String text) {
        try {
            out.write(text);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

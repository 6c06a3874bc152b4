package io.twinlake.ledger.export.signed;

import io.twinlake.config.access.Secret;
import io.twinlake.ledger.file.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes one exported file, line by line, and signs its compressed bytes behind them: however large the ledger is, one line is in memory,
 * and whoever reads the file knows whose it is before unpacking anything.
 */
public final class ExportWriter implements AutoCloseable {
    private final ExportHeader header;
    private final Signature signature;
    private final GZIPOutputStream compressed;
    private final Writer out;

    /** @throws UncheckedIOException when the file cannot be written, as from {@link #add} and {@link #sign} */
    public ExportWriter(Path file, Secret key, ExportHeader header) {
        this.header = header;
        try {
            this.signature = new Signature(new BufferedOutputStream(Files.newOutputStream(OwnerOnly.file(file))), key);
            this.compressed = new GZIPOutputStream(signature);
            this.out = new BufferedWriter(new OutputStreamWriter(compressed, StandardCharsets.UTF_8));
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
        try {
            out.flush();
            compressed.finish();
            String value = signature.sign();
            return header.link() == null ? value : header.link();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String text) {
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
            signature.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

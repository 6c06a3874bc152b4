package io.twinlake.ledger.export;

import io.twinlake.ledger.export.signed.ExportHead;
import io.twinlake.ledger.export.signed.ExportHeader;
import io.twinlake.ledger.export.signed.ExportName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that was written and may now be carried away.
 *
 * @param link what the next file will name
 * @param upTo how far it tells of what happened
 */
public record WrittenExport(ExportHeader header, Path file, String link, Watermark upTo) {
    /** In bytes. */
    public long length() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ExportName name() {
        return header.name();
    }

    /** What tells apart from the file that it is there. */
    public ExportHead head() {
        return new ExportHead(name().ledger(), header.epochs(), name().sequence(), link, header.at());
    }
}

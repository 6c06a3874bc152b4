package io.twinlake.ledger.export;

import java.nio.file.Path;

/**
 * A file that was written and may now be carried away.
 *
 * @param link what the next file will name
 * @param upTo how far it tells of what happened
 */
public record WrittenExport(ExportName name, Path file, String link, Watermark upTo) {}

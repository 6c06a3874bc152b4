package io.twinlake.orchestrator.cli;

/** How a command's answer is written to standard output. */
public enum OutputFormat {
    /** For people: fits 80 columns. */
    table,
    /** One indented document. */
    json,
    /** The same document as YAML. */
    yaml,
    /** One document per line: the answer without its list, then each item of the list. */
    jsonl
}

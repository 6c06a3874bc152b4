package io.twinlake.orchestrator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a command answers: one document for programs and one page for people, of the same facts. */
public interface Answer {
    /** The document of the contract, {@code schemaVersion} included. */
    ObjectNode document();

    /** The name of the document's main list, whose items become lines of their own in {@code jsonl}. */
    default Optional<String> list() {
        return Optional.empty();
    }

    /** Writes the page for people. */
    void print(Page page);
}

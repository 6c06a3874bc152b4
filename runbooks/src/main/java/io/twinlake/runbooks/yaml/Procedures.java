package io.twinlake.runbooks.yaml;

import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The built-in runbooks, one per kind, named as their kind. */
public final class Procedures {
    private Procedures() {}

    /** All of them; a kind without one is left out. */
    public static List<Runbook> all() {
        return Arrays.stream(RunbookKind.values())
                .map(kind -> find(kind.word()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The runbook of a kind. */
    public static Runbook of(RunbookKind kind) {
        return find(kind.word())
                .orElseThrow(() -> new IllegalStateException("there is no runbook " + kind.word() + " in this build"));
    }

    public static Optional<Runbook> find(String name) {
        return RunbookKind.of(name).flatMap(kind -> text(kind.word())).map(text -> RunbookReader.read(name, text));
    }

    private static Optional<String> text(String name) {
        try (@Nullable
                InputStream in =
                        Procedures.class.getResourceAsStream("/io/twinlake/runbooks/procedures/" + name + ".yml")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in runbook " + name + " cannot be read", e);
        }
    }
}

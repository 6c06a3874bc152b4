package io.twinlake.catalogsync.kind.text;

import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query of which columns are picked by their names, as the platform itself picks those of a view whose star has grown. Written so and read back,
 * it is told by its form.
 */
public record PickedColumns(List<String> names, String query) {
    private static final String NAME = "`(?:[^`]|``)+`";
    private static final Pattern WRITTEN =
            Pattern.compile("SELECT (" + NAME + "(?:, " + NAME + ")*) FROM \\(\n(.*)\n\\)", Pattern.DOTALL);

    public PickedColumns {
        names = List.copyOf(names);
    }

    /** Of a text in the form in which it is written. */
    public static Optional<PickedColumns> in(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        Matcher name = Pattern.compile(NAME).matcher(written.group(1));
        while (name.find()) {
            names.add(ObjectName.parse(name.group()).name());
        }
        return Optional.of(new PickedColumns(names, written.group(2)));
    }

    /** The query stands between lines of its own, since it may end in a comment. */
    public String text() {
        return names.stream()
                .map(Identifiers::quote)
                .collect(Collectors.joining(", ", "SELECT ", " FROM (\n" + query + "\n)"));
    }
}

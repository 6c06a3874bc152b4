package io.twinlake.config.reference;

import io.twinlake.config.description.Key;
import io.twinlake.config.description.Shape;
import io.twinlake.config.description.Shape.Abbreviated;
import io.twinlake.config.description.Shape.Either;
import io.twinlake.config.description.Shape.Items;
import io.twinlake.config.description.Shape.Kinds;
import io.twinlake.config.description.Shape.Named;
import io.twinlake.config.description.Shape.Section;
import io.twinlake.config.description.TwinlakeFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The documentation's table of keys, in Markdown: every key once, with its unit and default. */
public final class KeyTable {
    private final StringBuilder rows =
            new StringBuilder("| key | meaning | unit | default |\n| --- | --- | --- | --- |\n");

    private KeyTable() {}

    /** The whole table. */
    public static String markdown() {
        KeyTable table = new KeyTable();
        table.below("", TwinlakeFile.root());
        return table.rows.toString();
    }

    private void key(String parent, Key key) {
        String standard = key.standard();
        String none = key.unit().equals("section") ? "" : "none";
        String absent = key.required() ? "required" : standard == null ? none : "`" + standard + "`";
        row(parent + key.name(), key.meaning(), key.unit(), absent);
        below(parent + key.name(), key.shape());
    }

    private void row(String path, String meaning, String unit, String absent) {
        rows.append("| `%s` | %s | %s | %s |\n".formatted(path, meaning, unit, absent));
    }

    private void below(String path, Shape shape) {
        String prefix = path.isEmpty() ? "" : path + ".";
        if (shape instanceof Section section) {
            section.keys().forEach(key -> key(prefix, key));
        } else if (shape instanceof Abbreviated brief) {
            below(path, brief.section());
        } else if (shape instanceof Items items) {
            below(path + "[]", items.item());
        } else if (shape instanceof Named named) {
            below(path.endsWith("[]") ? path : prefix + "NAME", named.value());
        } else if (shape instanceof Either either) {
            either.sections().forEach(section -> section.keys().forEach(key -> alternative(prefix, key, section)));
        } else if (shape instanceof Kinds kinds) {
            key(prefix, kinds.by());
            kinds(prefix, kinds);
        }
    }

    /** A key of one of several sections: the first of each tells which it is, so none of them is required alone. */
    private void alternative(String prefix, Key key, Section section) {
        boolean lead = key.equals(section.keys().get(0));
        key(prefix, lead ? new Key(key.name(), key.shape(), key.meaning(), key.unit(), false, null) : key);
    }

    /** Keys that several kinds share are one row. */
    private void kinds(String prefix, Kinds kinds) {
        Map<String, Map<String, Key>> byName = new LinkedHashMap<>();
        kinds.sections()
                .forEach((kind, section) -> section.keys()
                        .forEach(key -> byName.computeIfAbsent(key.name(), name -> new LinkedHashMap<>())
                                .put(kind, key)));
        byName.forEach((name, ofKind) -> {
            String meaning = ofKind.entrySet().stream()
                    .map(entry ->
                            "`" + entry.getKey() + "`: " + entry.getValue().meaning())
                    .collect(Collectors.joining(" "));
            String optionalWith = ofKind.entrySet().stream()
                    .filter(entry -> !entry.getValue().required())
                    .map(entry -> " (with `" + entry.getKey() + "` none)")
                    .collect(Collectors.joining());
            row(prefix + name, meaning, ofKind.values().iterator().next().unit(), "required" + optionalWith);
        });
    }
}

package io.twinlake.catalogsync.securable;

import io.twinlake.config.ObjectName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an object is, apart from its name, comment, properties and access. */
public sealed interface Definition {
    /** Puts the values that a comparison looks at. */
    void putFields(Map<String, String> fields);

    /** What the object reads and so has to exist before it. */
    default List<SecurableKey> dependencies() {
        return List.of();
    }

    /** A catalog or a schema; its storage root is chosen once, at its creation, and is not compared. */
    record Container(@Nullable String storageRoot) implements Definition {
        @Override
        public void putFields(Map<String, String> fields) {
            // A container's own content is its comment and its properties.
        }
    }

    /** A Delta table; a managed table's location is the platform's own choice. */
    record Table(boolean external, String format, @Nullable String location, List<ColumnDefinition> columns)
            implements Definition {
        public Table {
            columns = List.copyOf(columns);
        }

        @Override
        public void putFields(Map<String, String> fields) {
            fields.put("type", external ? "EXTERNAL" : "MANAGED");
            fields.put("format", format);
            if (external && location != null) {
                fields.put("location", location);
            }
            for (int i = 0; i < columns.size(); i++) {
                ColumnDefinition column = columns.get(i);
                fields.put("column." + column.name(), (i + 1) + " " + column.described());
            }
        }
    }

    /**
     * A view.
     *
     * @param schema where names of fewer than three parts in its text are looked up
     */
    record View(String text, List<ColumnDefinition> columns, List<SecurableKey> dependencies, ObjectName schema)
            implements Definition {
        public View {
            columns = List.copyOf(columns);
            dependencies = List.copyOf(dependencies);
        }

        @Override
        public void putFields(Map<String, String> fields) {
            fields.put("text", text);
            for (int i = 0; i < columns.size(); i++) {
                ColumnDefinition column = columns.get(i);
                String comment = column.comment() == null ? "" : " comment " + column.comment();
                fields.put("column." + column.name(), (i + 1) + comment);
            }
        }
    }

    /**
     * A function in SQL or Python.
     *
     * @param returns the type that it returns, null for a function that returns a table
     * @param columns the columns of the table that it returns, empty for others
     */
    record Function(
            List<Parameter> parameters,
            @Nullable String returns,
            List<ColumnDefinition> columns,
            String language,
            boolean deterministic,
            String text,
            List<SecurableKey> dependencies)
            implements Definition {
        public Function {
            parameters = List.copyOf(parameters);
            columns = List.copyOf(columns);
            dependencies = List.copyOf(dependencies);
        }

        @Override
        public void putFields(Map<String, String> fields) {
            fields.put("language", language.toUpperCase(Locale.ROOT));
            fields.put("text", text);
            fields.put("deterministic", Boolean.toString(deterministic));
            if (returns != null) {
                fields.put("returns", returns);
            }
            for (int i = 0; i < parameters.size(); i++) {
                Parameter parameter = parameters.get(i);
                String fallback = parameter.fallback() == null ? "" : " default " + parameter.fallback();
                String comment = parameter.comment() == null ? "" : " comment " + parameter.comment();
                fields.put("parameter." + parameter.name(), (i + 1) + " " + parameter.type() + fallback + comment);
            }
            for (int i = 0; i < columns.size(); i++) {
                fields.put(
                        "column." + columns.get(i).name(),
                        (i + 1) + " " + columns.get(i).described());
            }
        }

        /** One parameter; {@code fallback} is the SQL text of its default value. */
        public record Parameter(
                String name,
                String type,
                @Nullable String fallback,
                @Nullable String comment) {}
    }

    /** Something that this version does not replicate. */
    record Unsupported() implements Definition {
        @Override
        public void putFields(Map<String, String> fields) {
            // Nothing of it is compared.
        }
    }
}

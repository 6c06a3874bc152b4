package io.twinlake.orchestrator.answer.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.orchestrator.cli.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields that differ, for people: the replica's value, and what the source makes of it. A long text is told as a unified diff. */
public record FieldLines(List<FieldDifference> fields) {
    private static final int SHORT = 100;
    private static final int CONTEXT = 2;
    private static final String INDENT = "  ";

    public void print(Page page) {
        fields.forEach(field -> print(field, page));
    }

    private static void print(FieldDifference field, Page page) {
        if (isShort(field.source()) && isShort(field.replica())) {
            page.line(INDENT, field.name() + ": " + shown(field.replica()) + " -> " + shown(field.source()));
            return;
        }
        page.line(INDENT, field.name() + ":");
        List<String> there = lines(field.replica());
        List<String> wanted = lines(field.source());
        UnifiedDiffUtils.generateUnifiedDiff("replica", "source", there, DiffUtils.diff(there, wanted), CONTEXT)
                .forEach(line -> page.line(INDENT + INDENT + line.substring(0, 1), line.substring(1)));
    }

    private static boolean isShort(@Nullable String value) {
        return value == null || (value.length() <= SHORT && value.indexOf('\n') < 0);
    }

    private static String shown(@Nullable String value) {
        return value == null ? "nothing" : "'" + value + "'";
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : List.of(text.split("\n", -1));
    }
}

package io.twinlake.sandbox.region.engine.text;

import java.util.List;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** Databricks' short form {@code table@v3}, which Spark's parser does not know. */
public final class AtVersion {

    private static final Pattern VERSION = Pattern.compile("[vV]\\d+");

    private AtVersion() {}

    /** The statement with {@code VERSION AS OF} in the place of the short form. */
    public static String spelledOut(String sql) {
        if (sql.indexOf('@') < 0) {
            return sql;
        }
        StringBuilder text = new StringBuilder(sql);
        List<? extends Token> tokens = SqlTokens.of(sql);
        for (int i = tokens.size() - 1; i > 0; i--) {
            Token version = tokens.get(i);
            Token at = tokens.get(i - 1);
            if (at.getText().equals("@")
                    && VERSION.matcher(version.getText()).matches()
                    && version.getStartIndex() == at.getStopIndex() + 1) {
                text.replace(
                        SqlTokens.offset(sql, at.getStartIndex()),
                        SqlTokens.offset(sql, version.getStopIndex() + 1),
                        " VERSION AS OF " + version.getText().substring(1));
            }
        }
        return text.toString();
    }
}

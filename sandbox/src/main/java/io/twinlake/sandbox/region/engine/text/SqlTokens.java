package io.twinlake.sandbox.region.engine.text;

import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;

/** A statement's words as Spark's lexer reads them, comments and spaces left out. */
final class SqlTokens {

    private SqlTokens() {}

    static List<? extends Token> of(String sql) {
        SqlBaseLexer lexer = new SqlBaseLexer(CharStreams.fromString(sql));
        lexer.removeErrorListeners();
        CommonTokenStream stream = new CommonTokenStream(lexer);
        stream.fill();
        return stream.getTokens().stream()
                .filter(token -> token.getChannel() == Lexer.DEFAULT_TOKEN_CHANNEL)
                .toList();
    }

    /** A token's position in the string: the lexer counts code points, strings count chars. */
    static int offset(String sql, int codePoint) {
        return sql.offsetByCodePoints(0, codePoint);
    }
}

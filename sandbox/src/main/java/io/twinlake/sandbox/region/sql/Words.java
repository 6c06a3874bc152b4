package io.twinlake.sandbox.region.sql;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/** Cuts a statement into words with Spark's own lexer; comments and white space are left out. */
final class Words {

    private Words() {}

    static List<Word> of(String sql) {
        List<Word> words = new ArrayList<>();
        CommonTokenStream tokens = stream(sql);
        tokens.fill();
        // The lexer counts code points, Java's strings count chars.
        int[] offsets = offsets(sql);
        for (Token token : tokens.getTokens()) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL
                    && token.getType() != Token.EOF
                    && token.getType() != SqlBaseLexer.SEMICOLON) {
                int start = offsets[token.getStartIndex()];
                int end = offsets[token.getStopIndex() + 1];
                words.add(new Word(token.getType(), sql.substring(start, end), start, end));
            }
        }
        return words;
    }

    static CommonTokenStream stream(String sql) {
        SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(sql)));
        lexer.removeErrorListeners();
        return new CommonTokenStream(lexer);
    }

    private static int[] offsets(String sql) {
        int[] offsets = new int[sql.codePointCount(0, sql.length()) + 1];
        int offset = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = offset;
            if (offset < sql.length()) {
                offset += Character.charCount(sql.codePointAt(offset));
            }
        }
        return offsets;
    }
}

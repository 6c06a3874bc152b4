package io.twinlake.catalogsync.sql.token;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/** Shows a lexer upper case, as its keywords are written, and gives back the text as it is. */
final class UpperCaseInput implements CharStream {
    private final CharStream text;

    UpperCaseInput(String sql) {
        this.text = CharStreams.fromString(sql);
    }

    @Override
    public int LA(int offset) {
        int character = text.LA(offset);
        return character == 0 || character == IntStream.EOF ? character : Character.toUpperCase(character);
    }

    @Override
    public String getText(Interval interval) {
        return text.getText(interval);
    }

    @Override
    public void consume() {
        text.consume();
    }

    @Override
    public int mark() {
        return text.mark();
    }

    @Override
    public void release(int marker) {
        text.release(marker);
    }

    @Override
    public int index() {
        return text.index();
    }

    @Override
    public void seek(int index) {
        text.seek(index);
    }

    @Override
    public int size() {
        return text.size();
    }

    @Override
    public String getSourceName() {
        return text.getSourceName();
    }
}

package io.twinlake.catalogsync.sql.token;

import org.antlr.v4.runtime.Token;

/** A place in a text, both counted from 1 as editors do. */
public record Place(int line, int column) {
    public static Place of(Token token) {
        return new Place(token.getLine(), token.getCharPositionInLine() + 1);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}

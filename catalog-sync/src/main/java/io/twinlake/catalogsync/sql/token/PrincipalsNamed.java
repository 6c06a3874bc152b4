package io.twinlake.catalogsync.sql.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;

/** Where a text names users and groups: what the functions of membership are asked for, and what the current user is compared with. */
public final class PrincipalsNamed {
    private static final Set<String> MEMBERSHIP = Set.of("is_account_group_member", "is_member");
    private static final Set<Integer> USER_WORDS = Set.of(SqlBaseLexer.CURRENT_USER, SqlBaseLexer.SESSION_USER);
    private static final Set<Integer> COMPARISONS =
            Set.of(SqlBaseLexer.EQ, SqlBaseLexer.NSEQ, SqlBaseLexer.NEQ, SqlBaseLexer.NEQJ);

    private final List<Token> tokens;
    private final SortedMap<Integer, String> literals = new TreeMap<>();
    private final List<Place> untold = new ArrayList<>();
    private boolean isAsked;

    private PrincipalsNamed(List<Token> tokens) {
        this.tokens = tokens;
    }

    public static PrincipalsNamed in(SqlTokens text) {
        PrincipalsNamed named = new PrincipalsNamed(text.visible());
        for (int i = 0; i < named.tokens.size(); i++) {
            // Behind a dot stands a column, or somebody's own function.
            if (!named.is(i - 1, SqlBaseLexer.DOT)) {
                named.membership(i);
                named.user(i);
            }
        }
        return named;
    }

    /** The names, by the places of their literals among the text's tokens. */
    public SortedMap<Integer, String> literals() {
        return literals;
    }

    /** Calls of membership that no literal tells the group of. */
    public List<Place> untold() {
        return untold;
    }

    /** Whether it asks for the user or for a membership, maybe in a way in which nobody can tell of whom. */
    public boolean isAsked() {
        return isAsked;
    }

    private void membership(int call) {
        boolean called =
                MEMBERSHIP.contains(SqlTokens.bare(tokens.get(call).getText()).toLowerCase(Locale.ROOT))
                        && is(call + 1, SqlBaseLexer.LEFT_PAREN);
        isAsked |= called;
        if (called && !(is(call + 3, SqlBaseLexer.RIGHT_PAREN) && literal(call + 2))) {
            untold.add(Place.of(tokens.get(call)));
        }
    }

    /** {@code current_user() = 'a'}, {@code 'a' = current_user()}, {@code current_user() IN ('a', 'b')}; without parentheses {@code user} is a column. */
    private void user(int call) {
        boolean called = is(call + 1, SqlBaseLexer.LEFT_PAREN) && is(call + 2, SqlBaseLexer.RIGHT_PAREN);
        int type = tokens.get(call).getType();
        if (!USER_WORDS.contains(type) && !(called && type == SqlBaseLexer.USER)) {
            return;
        }
        isAsked = true;
        int next = called ? call + 3 : call + 1;
        if (isComparison(next)) {
            literal(next + 1);
        }
        if (isComparison(call - 1)) {
            literal(call - 2);
        }
        list(is(next, SqlBaseLexer.NOT) ? next + 1 : next);
    }

    private void list(int in) {
        if (!is(in, SqlBaseLexer.IN) || !is(in + 1, SqlBaseLexer.LEFT_PAREN)) {
            return;
        }
        int depth = 1;
        for (int i = in + 2; i < tokens.size() && depth > 0; i++) {
            depth += is(i, SqlBaseLexer.LEFT_PAREN) ? 1 : is(i, SqlBaseLexer.RIGHT_PAREN) ? -1 : 0;
            if (depth == 1) {
                literal(i);
            }
        }
    }

    /** One that is a whole value: literals behind one another are one text, and one that is put together is none. */
    private boolean literal(int at) {
        if (at < 0 || at >= tokens.size() || continues(at - 1) || continues(at + 1)) {
            return false;
        }
        return StringLiteral.value(tokens.get(at).getText())
                .map(name -> literals.put(at, name) == null)
                .isPresent();
    }

    private boolean continues(int at) {
        return is(at, SqlBaseLexer.STRING_LITERAL)
                || is(at, SqlBaseLexer.DOUBLEQUOTED_STRING)
                || is(at, SqlBaseLexer.CONCAT_PIPE);
    }

    private boolean isComparison(int at) {
        return at >= 0
                && at < tokens.size()
                && COMPARISONS.contains(tokens.get(at).getType());
    }

    private boolean is(int at, int type) {
        return at >= 0 && at < tokens.size() && tokens.get(at).getType() == type;
    }
}

package io.twinlake.clients.databricks.rest.signin;

import java.util.Map;

/** Gives the headers that say who we are. Thread safe. */
public interface SignIn {
    /** Headers that should be accepted now. @throws io.twinlake.clients.retry.FailedTry where no token can be had */
    Map<String, String> headers();

    /** Tells that these headers were refused: what they came from is thrown away, unless it is newer than they are. */
    void refused(Map<String, String> headers);
}

package io.twinlake.orchestrator.permission;

import java.util.List;

/**
 * Something that Twinlake's principal must be granted.
 *
 * @param privileges by their REST names; of a warehouse or a job its one permission level
 * @param reason what Twinlake does with it, as a sentence
 */
public record Right(SecuredObject object, List<String> privileges, String reason) {
    public Right {
        privileges = List.copyOf(privileges);
    }

    /** What somebody who may do so runs to give it. */
    public String statement(String principal) {
        return object.statement(privileges, principal);
    }
}

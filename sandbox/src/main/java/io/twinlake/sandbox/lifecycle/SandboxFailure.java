package io.twinlake.sandbox.lifecycle;

import org.jspecify.annotations.Nullable;

/** Something that the sandbox's user must know or mend; its message says what, in a sentence. */
public final class SandboxFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SandboxFailure(String message) {
        this(message, null);
    }

    public SandboxFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package io.twinlake.sandbox.command;

import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.nio.file.Path;

/** Where the project is, as the launcher says. */
final class Home {

    private Home() {}

    static Path path() {
        String home = System.getProperty("twinlake.home");
        if (home == null) {
            throw new SandboxFailure("Start this with the launcher 'twinlake': it says where the project is.");
        }
        return Path.of(home);
    }
}

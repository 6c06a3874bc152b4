package io.twinlake.orchestrator;

import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;

/** The program as a process of its own, on a {@link io.twinlake.orchestrator.twin.TwinFolder}: its working folder. */
public final class TwinMain {
    private TwinMain() {}

    public static void main(String[] words) {
        Path folder = Path.of("").toAbsolutePath();
        new TwinFolder(folder).obeyFromTheBeginning();
        Main.run(words, TwinComponents.on(folder));
    }
}

package io.twinlake.orchestrator;

import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.twin.TwinComponents;
import java.nio.file.Path;

/** {@link TwinMain} whose witness is waited for as briefly as the product does it; other twins wait longer, for busy machines. */
public final class ProductWitnessMain {
    private ProductWitnessMain() {}

    public static void main(String[] words) {
        Components twin = TwinComponents.on(Path.of("").toAbsolutePath());
        Main.run(
                words,
                new Components(
                        twin.ledgers(),
                        twin.workspaces(),
                        twin.means(),
                        Assembly.components().witness(),
                        twin.time()));
    }
}

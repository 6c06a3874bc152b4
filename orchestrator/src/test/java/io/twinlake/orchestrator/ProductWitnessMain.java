package io.twinlake.orchestrator;

import io.twinlake.orchestrator.installation.Parts;
import io.twinlake.orchestrator.twin.TwinParts;
import java.nio.file.Path;

/** {@link TwinMain} whose witness is waited for as briefly as the product does it; other twins wait longer, for busy machines. */
public final class ProductWitnessMain {
    private ProductWitnessMain() {}

    public static void main(String[] words) {
        Parts twin = TwinParts.on(Path.of("").toAbsolutePath());
        Main.run(
                words,
                new Parts(
                        twin.ledgers(),
                        twin.workspaces(),
                        twin.means(),
                        Assembly.parts().witness(),
                        twin.clock()));
    }
}

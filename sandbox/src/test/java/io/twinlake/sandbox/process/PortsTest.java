package io.twinlake.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
    /** Two processes that draw alike are the worst case; another run of this test draws otherwise. */
    private static final long SEED = System.nanoTime();

    private static final String DRAWN = "drawn with seed " + SEED;

    @Test
    void givesTwoSandboxesThatStartAtTheSameTimeDifferentPorts() {
        try (Ports one = Ports.claim(new Random(SEED));
                Ports other = Ports.claim(new Random(SEED))) {
            assertThat(seventeen(one)).as(DRAWN).doesNotContainAnyElementsOf(seventeen(other));
        }
    }

    @Test
    void keepsAwayFromASandboxOfWhichOneServerRuns() throws Exception {
        List<Integer> first;
        try (Ports claimed = Ports.claim(new Random(SEED))) {
            first = seventeen(claimed);
        }

        try (ServerSocket server = new ServerSocket(first.get(16), 1, InetAddress.getLoopbackAddress());
                Ports later = Ports.claim(new Random(SEED))) {
            assertThat(server.isBound()).isTrue();
            assertThat(seventeen(later)).as(DRAWN).doesNotContainAnyElementsOf(first);
        }
    }

    @Test
    void givesUpItsClaimAtTheEnd() {
        List<Integer> first;
        try (Ports claimed = Ports.claim(new Random(SEED))) {
            first = seventeen(claimed);
        }

        try (Ports again = Ports.claim(new Random(SEED))) {
            assertThat(seventeen(again)).as(DRAWN).isEqualTo(first);
        }
    }

    private static List<Integer> seventeen(Ports ports) {
        return new ArrayList<>(Stream.generate(ports::next).limit(17).toList());
    }
}

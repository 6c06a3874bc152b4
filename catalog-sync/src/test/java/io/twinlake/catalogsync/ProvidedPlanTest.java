package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.change.Plan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan is shown before anything is written, and says all that will be. */
class ProvidedPlanTest extends OnOneLedger {
    private TwoRegions regions;
    private ObjectNode view;

    @BeforeEach
    void setUp() {
        regions = new TwoRegions(ledger);
        regions.atWest.table("gold.s.orders", "rows");
        view = regions.atWest.view("gold.s.recent", "SELECT id FROM gold.s.orders", "gold.s.orders");
    }

    @Test
    void whereItIsRefusedNothingIsWritten() {
        CatalogSync refusing = regions.sync().provided(plan -> {
            throw new IllegalStateException("not that");
        });

        assertThatThrownBy(() -> refusing.prepare(regions.begin().id(), () -> true))
                .hasMessage("not that");
        assertThat(regions.north.writes).isEmpty();
        assertThat(regions.west.writes).isEmpty();
    }

    @Test
    void isTheOneThatWasToldBefore() {
        String told = regions.sync().plan().hash();
        List<Plan> shown = new ArrayList<>();

        regions.run(regions.sync().provided(shown::add), regions.begin().id());

        assertThat(shown).singleElement().extracting(Plan::hash).isEqualTo(told);
    }

    /** What is not there yet differs in no field. */
    @Test
    void isAnotherOnceWhatIsToBeMadeIsAnother() {
        String before = regions.sync().plan().hash();
        assertThat(regions.sync().plan().hash()).isEqualTo(before);

        view.put("comment", "the last ones");

        assertThat(regions.sync().plan().hash()).isNotEqualTo(before);
    }
}

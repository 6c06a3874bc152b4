package io.twinlake.sandbox.region.metastore.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    record Note(String text) {}

    /** Has no property that could be written. */
    static final class Unwritable {
        @SuppressWarnings("unused")
        private final Object self = this;
    }

    @Test
    void aBatchIsThereAfterReopening(@TempDir Path dir) {
        Shelf<Note> before = new Shelf<>("note", Note.class);
        try (Journal journal = Journal.open(dir.resolve("file"), List.of(before))) {
            journal.commit(new Batch().put(before, "a.1", new Note("one")).put(before, "a.2", new Note("two")));
            journal.commit(new Batch().remove(before, "a.1").put(before, "b", new Note("three")));
        }

        Shelf<Note> after = new Shelf<>("note", Note.class);
        try (Journal journal = Journal.open(dir.resolve("file"), List.of(after))) {
            assertThat(after.all()).containsExactly(new Note("two"), new Note("three"));
            assertThat(after.keysUnder("a.")).containsExactly("a.2");
        }
    }

    @Test
    void aBatchThatCannotBeWrittenLeavesNothingBehind(@TempDir Path dir) {
        Shelf<Note> notes = new Shelf<>("note", Note.class);
        Shelf<Unwritable> broken = new Shelf<>("broken", Unwritable.class);
        try (Journal journal = Journal.open(dir.resolve("file"), List.of(notes))) {
            Batch batch = new Batch().put(notes, "a", new Note("one")).put(broken, "b", new Unwritable());

            assertThatThrownBy(() -> journal.commit(batch)).isInstanceOf(IllegalStateException.class);

            assertThat(notes.has("a")).isFalse();
            journal.commit(new Batch().put(notes, "c", new Note("two")));
        }
        Shelf<Note> after = new Shelf<>("note", Note.class);
        try (Journal journal = Journal.open(dir.resolve("file"), List.of(after))) {
            assertThat(after.all()).containsExactly(new Note("two"));
        }
    }
}

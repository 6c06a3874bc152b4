package io.twinlake.config.primacy;

import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.SwitchTarget.Role;
import java.util.List;
import java.util.Optional;

/**
 * What goes with being the primary of a group, and is moved with it.
 *
 * @param endpoints what decides which region answers the API, in the order in which it is turned; none where Twinlake moves data only
 * @param fence what stops writing in a region that does not serve
 */
public record Primacy(List<SwitchTarget> endpoints, FencePlan fence) {
    public Primacy {
        endpoints = List.copyOf(endpoints);
    }

    /** That of a group with neither endpoints nor jobs. */
    public static Primacy none() {
        return new Primacy(List.of(), new FencePlan(List.of()));
    }

    /** Where clients arrive, whichever region serves. */
    public List<SwitchTarget> front() {
        return endpoints.stream().filter(target -> target.role() == Role.FRONT).toList();
    }

    /** What the API reads where it is served in a region. */
    public List<SwitchTarget> behind(RegionName region) {
        return endpoints.stream()
                .filter(target -> target.role() == Role.BEHIND && target.home().equals(region))
                .toList();
    }

    /** How a region itself is asked for a row, past all that stands in front; empty where no lookup is known. */
    public Optional<LookupProbe> lookup(RegionName region) {
        return behind(region).stream()
                .map(SwitchTarget::probe)
                .filter(probe -> probe.path().isPresent())
                .findFirst();
    }
}

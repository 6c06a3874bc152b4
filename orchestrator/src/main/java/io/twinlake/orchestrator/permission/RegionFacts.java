package io.twinlake.orchestrator.permission;

import io.twinlake.config.name.UrlPrefix;
import io.twinlake.orchestrator.permission.SecuredObject.ExternalLocation;
import io.twinlake.orchestrator.permission.SecuredObject.Job;
import io.twinlake.orchestrator.permission.SecuredObject.UnseenJob;
import io.twinlake.orchestrator.permission.SecuredObject.UnseenLocation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a region calls the things that a configuration names otherwise.
 *
 * @param locations external locations that Twinlake is shown, by their URLs
 * @param jobs ids of jobs that it is shown, by their names
 * @param roots URLs there below which Twinlake makes catalogs and schemas with a storage of their own; empty where that is not known
 */
record RegionFacts(Map<String, ExternalLocation> locations, Map<String, Long> jobs, Optional<List<String>> roots) {
    /** Those of a region that does not answer. */
    static final RegionFacts NONE = new RegionFacts(Map.of(), Map.of(), Optional.empty());

    RegionFacts {
        locations = Map.copyOf(locations);
        jobs = Map.copyOf(jobs);
        roots = roots.map(List::copyOf);
    }

    /** The external location that covers a URL. */
    SecuredObject location(String url) {
        return locations.entrySet().stream()
                .filter(location -> new UrlPrefix(location.getKey()).covers(url))
                .max(Comparator.comparingInt(location -> location.getKey().length()))
                .map(location -> (SecuredObject) location.getValue())
                .orElse(new UnseenLocation(url));
    }

    SecuredObject job(String name) {
        return Optional.ofNullable(jobs.get(name))
                .map(id -> (SecuredObject) new Job(name, id))
                .orElse(new UnseenJob(name));
    }

    /** Whether Twinlake makes, or may have to make, a catalog or schema with a storage of its own below a URL. */
    boolean makesStorage(String url) {
        return roots.map(all -> all.stream().anyMatch(new UrlPrefix(url)::covers))
                .orElse(true);
    }
}

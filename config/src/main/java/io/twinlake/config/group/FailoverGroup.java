package io.twinlake.config.group;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.PropertyPattern;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.FencePlan;
import io.twinlake.config.primacy.Primacy;
import io.twinlake.config.primacy.SwitchTarget;
import java.util.List;

/** What is replicated and moved together. */
public record FailoverGroup(
        GroupName name,
        RegionPair regions,
        Scope scope,
        Mappings mappings,
        Objectives objectives,
        Schedules schedules,
        ReplicationTerms replication,
        Primacy primacy) {
    /** The same group, of which a sync may remove another number of replicas. */
    public FailoverGroup pruningAtMost(int removals) {
        return new FailoverGroup(
                name, regions, scope, mappings, objectives, schedules, replication.pruningAtMost(removals), primacy);
    }

    /** The region that serves in normal times. */
    public RegionName home() {
        return regions.home();
    }

    /** The region that is kept ready. */
    public RegionName secondary() {
        return regions.secondary();
    }

    /** The other of the group's two regions. */
    public RegionName otherThan(RegionName region) {
        return regions.otherThan(region);
    }

    public List<ScopedCatalog> catalogs() {
        return scope.catalogs();
    }

    /** How hard a sync may press, and what it may put back and remove. */
    public SyncLimits sync() {
        return replication.limits();
    }

    /** What becomes of owners and grants at the replica. */
    public AccessPolicy access() {
        return replication.access();
    }

    /** Properties that each region has for itself. */
    public List<PropertyPattern> ownProperties() {
        return replication.ownProperties();
    }

    /** Tables that the API reads by key. */
    public List<ObjectName> apiTables() {
        return scope.apiTables();
    }

    /** Whether a catalog, schema or object belongs to this group. */
    public boolean includes(ObjectName object) {
        return scope.includes(object);
    }

    /** Whether somebody has said that an object, if it is not replicated, may be lost. */
    public boolean acknowledges(ObjectName object) {
        return scope.acknowledges(object);
    }

    /** What decides which region answers the API, in the order in which it is turned. */
    public List<SwitchTarget> endpoints() {
        return primacy.endpoints();
    }

    /** What stops writing in a region that does not serve. */
    public FencePlan fence() {
        return primacy.fence();
    }
}

package io.twinlake.config.group;

/**
 * What a group does by itself.
 *
 * @param sync when it is synced
 * @param drill when a drill is made: at fixed times, or by command only
 * @param readiness when it is proven that the group could move: at fixed times, or by command only
 */
public record Schedules(Schedule sync, Schedule drill, Schedule readiness) {
    /** Everything by command only. */
    public static Schedules none() {
        return new Schedules(new Schedule.Manual(), new Schedule.Manual(), new Schedule.Manual());
    }
}

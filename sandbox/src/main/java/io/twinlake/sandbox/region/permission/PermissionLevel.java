package io.twinlake.sandbox.region.permission;

/** What a principal may do with an object of the workspace; each level includes the ones before it that its object knows. */
public enum PermissionLevel {
    CAN_VIEW,
    CAN_MONITOR,
    CAN_USE,
    CAN_MANAGE_RUN,
    CAN_MANAGE,
    IS_OWNER
}

package io.iaas.identity;

/**
 * A user's role in a project.
 *
 * @param project the project
 * @param userId who has the role
 * @param userName the user's name
 * @param role what the user may do there
 */
public record Membership(Project project, UserId userId, String userName, Role role) {}

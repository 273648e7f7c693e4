package io.iaas.internal.access;

import io.iaas.cascade.CascadeService;
import io.iaas.compute.ComputeService;
import io.iaas.compute.FlavorService;
import io.iaas.event.EventService;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageService;
import io.iaas.internal.cascade.ProjectCascade;
import io.iaas.internal.compute.LiveView;
import io.iaas.internal.compute.ProjectComputeService;
import io.iaas.internal.compute.ProjectFlavorService;
import io.iaas.internal.engine.Environment;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.internal.event.EventStream;
import io.iaas.internal.event.ProjectEventService;
import io.iaas.internal.image.ProjectImageService;
import io.iaas.internal.operation.ProjectOperationService;
import io.iaas.operation.OperationService;
import io.iaas.spi.repository.RepositorySession;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes the services of projects, which ask nobody.
 *
 * @param environment what they work with
 * @param engine what runs their operations
 * @param ids makes the ids of what they create
 * @param live knows the states of machines
 * @param stream brings events to those who listen
 */
public record ProjectServices(
        Environment environment, OperationEngine engine, TimeOrderedIds ids, LiveView live, EventStream stream) {
    /** Returns the images. */
    public ImageService images(ProjectId project) {
        return new ProjectImageService(project, environment, engine, ids);
    }

    /** Returns the virtual machines. */
    public ComputeService compute(ProjectId project) {
        return new ProjectComputeService(project, environment, engine, ids, live);
    }

    /** Returns the flavors. */
    public FlavorService flavors(ProjectId project) {
        return new ProjectFlavorService(project, environment.repositories());
    }

    /** Returns the operations. */
    public OperationService operations(ProjectId project) {
        return new ProjectOperationService(project, environment.repositories(), engine);
    }

    /** Returns what deletes projects with all that they hold. */
    public CascadeService cascade() {
        return new ProjectCascade(engine);
    }

    /** Returns the events, to which one may listen for ever. */
    public EventService events(ProjectId project) {
        return events(project, session -> Optional.empty());
    }

    /** Returns the events, to which one may listen until a reason comes up why not. */
    EventService events(ProjectId project, Function<RepositorySession, Optional<String>> ended) {
        return new ProjectEventService(project, environment.repositories(), stream, ended);
    }
}

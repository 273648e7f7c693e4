package io.iaas.libvirt;

import io.iaas.host.HostId;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a host is used.
 *
 * @param uri where libvirt is
 * @param hostId the name of the host
 * @param accelerator which accelerator guests run with
 * @param pool the storage pool's name
 * @param poolDirectory where the pool is made when there is none, as the host sees it
 * @param network the network's name; without meaning where guests use user-mode networking
 * @param networkIsOurs whether the driver makes the network when there is none
 * @param fence whether guests are kept to addresses of their own
 * @param callLimit how long one call may take
 * @param keepAliveInterval how often a silent daemon is asked for a sign of life
 * @param keepAliveCount how many missed signs make it a dead one
 * @param fastStart whether domains skip the read-back of processor features
 * @param screen whether domains have a screen
 * @param ephemeral whether guests end with the driver's connection
 * @param stateDirectory where the proven accelerator is remembered
 */
record Settings(
        ConnectionUri uri,
        HostId hostId,
        AcceleratorSetting accelerator,
        String pool,
        String poolDirectory,
        String network,
        boolean networkIsOurs,
        FenceSetting fence,
        Duration callLimit,
        Duration keepAliveInterval,
        int keepAliveCount,
        boolean fastStart,
        boolean screen,
        boolean ephemeral,
        Path stateDirectory) {}

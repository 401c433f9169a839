package io.trainyard.launcher.box.service;

import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.Topology;
import io.trainyard.launcher.box.data.BoxFolder;
import io.trainyard.launcher.box.install.Installation;
import io.trainyard.launcher.home.TrainyardHome;

/**
 * All that the services' launches are made from.
 *
 * @param home the person's folder
 * @param folder the topology's folder
 * @param topology which services there are
 * @param endpoints where they listen
 * @param installation where their programs are
 */
public record BoxPlan(
    TrainyardHome home,
    BoxFolder folder,
    Topology topology,
    Endpoints endpoints,
    Installation installation) {}

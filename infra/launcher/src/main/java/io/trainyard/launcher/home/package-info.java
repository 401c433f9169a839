/**
 * What Trainyard keeps for one person: the folder, the access token, the addresses of the running
 * box.
 */
@NullMarked
package io.trainyard.launcher.home;

import org.jspecify.annotations.NullMarked;

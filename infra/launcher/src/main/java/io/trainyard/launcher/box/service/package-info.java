/** What each service needs to start: configuration files, command line, environment. */
@NullMarked
package io.trainyard.launcher.box.service;

import org.jspecify.annotations.NullMarked;

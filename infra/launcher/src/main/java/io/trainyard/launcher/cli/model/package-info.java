/** Commands about models. */
@NullMarked
package io.trainyard.launcher.cli.model;

import org.jspecify.annotations.NullMarked;

/** Commands about datasets. */
@NullMarked
package io.trainyard.launcher.cli.dataset;

import org.jspecify.annotations.NullMarked;

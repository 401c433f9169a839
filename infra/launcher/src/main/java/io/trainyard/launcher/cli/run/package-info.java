/** Commands about runs. */
@NullMarked
package io.trainyard.launcher.cli.run;

import org.jspecify.annotations.NullMarked;

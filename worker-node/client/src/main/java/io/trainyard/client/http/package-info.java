/** One HTTP call: which node takes it, how it fails, how bodies go out and come in. */
@NullMarked
package io.trainyard.client.http;

import org.jspecify.annotations.NullMarked;

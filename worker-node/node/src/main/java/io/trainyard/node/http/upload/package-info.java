/** Uploads, streamed to staged files. */
@NullMarked
package io.trainyard.node.http.upload;

import org.jspecify.annotations.NullMarked;

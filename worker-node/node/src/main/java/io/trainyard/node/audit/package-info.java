/** Audits of the cluster: the journal folded anew, and what it names looked for. */
@NullMarked
package io.trainyard.node.audit;

import org.jspecify.annotations.NullMarked;
